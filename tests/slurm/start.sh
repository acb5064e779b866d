#!/usr/bin/env bash
# start.sh - start a throw-away SLURM cluster inside one directory.
#
#   start.sh DIR [--nodes N] [--cpus C] [--mem MB] [--gpus G] [--enforce-mem] [--install]
#
# For a fresh Debian 12 container, run as root, no systemd and no cgroups.
# Everything (config, key, state, logs, pid files) lives below DIR, ports are
# picked from the free ones, so several clusters can live side by side.
# stdout carries only the shell lines to eval; progress goes to stderr:
#
#   eval "$(start.sh "$PWD/cluster" --install)"
#   sbatch --wrap hostname
#   stop.sh "$PWD/cluster"
#
# Calling it again for a running cluster restarts what died and prints the same
# lines.
# --enforce-mem kills jobs above their memory request, like a real site does
# (Snakemake itself takes 250 MB of each request, 400 MB for array tasks).
set -euo pipefail

usage() { sed -n '2,18p' "$0" | sed 's/^# \{0,1\}//' >&2; exit 2; }
say() { printf 'slurm: %s\n' "$*" >&2; }
die() { say "ERROR: $*"; exit 1; }

[[ $# -ge 1 && $1 != -* ]] || usage
mkdir -p "$1"
DIR=$(cd "$1" && pwd -P); shift
NODES=2 CPUS=8 MEM=8000 GPUS=0 INSTALL=0 MEMKILL=0
while (($#)); do
  case $1 in
    --nodes) NODES=$2; shift 2 ;;
    --cpus) CPUS=$2; shift 2 ;;
    --mem) MEM=$2; shift 2 ;;
    --gpus) GPUS=$2; shift 2 ;;
    --install) INSTALL=1; shift ;;
    --enforce-mem) MEMKILL=1; shift ;;
    *) usage ;;
  esac
done
[[ $(id -u) == 0 ]] || die "must be root"
# slurmd and munge put unix sockets below DIR: the kernel limit is 108 bytes
((${#DIR} <= 60)) || die "path of DIR too long for unix sockets: $DIR"
[[ $DIR != *[[:space:]]* ]] || die "DIR must not contain blanks"
export PATH=/usr/sbin:/sbin:$PATH

# --- packages -----------------------------------------------------------------
need=()
command -v munged >/dev/null || need+=(munge)
command -v slurmctld >/dev/null || need+=(slurmctld)
command -v slurmd >/dev/null || need+=(slurmd)
command -v sbatch >/dev/null || need+=(slurm-client)
if ((${#need[@]})); then
  ((INSTALL)) || die "missing ${need[*]} (add --install)"
  say "installing ${need[*]}"
  # keep the maintainer scripts from starting the daemons themselves
  guard=0
  if [[ ! -e /usr/sbin/policy-rc.d ]]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d; guard=1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends "${need[@]}" >"$DIR/apt.log" 2>&1 ||
    { tail -n 20 "$DIR/apt.log" >&2; die "apt-get install failed"; }
  ((guard)) && rm -f /usr/sbin/policy-rc.d
fi

# --- helpers --------------------------------------------------------------------
alive() { # alive PIDFILE WORD: pid is running and its command line holds WORD
  local pid; [[ -s $1 ]] || return 1; read -r pid <"$1" || [[ -n $pid ]] || return 1
  [[ -r /proc/$pid/cmdline ]] && tr '\0' ' ' </proc/"$pid"/cmdline 2>/dev/null | grep -q -- "$2"
}
wait_for() { # wait_for SECONDS LABEL COMMAND...
  local end=$((SECONDS + $1)) label=$2; shift 2
  while ! timeout 5 "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || die "$label did not come up; see $DIR/log"
    sleep 0.1
  done
}
next_port=$((20000 + (RANDOM % 20000)))
free_port() { # sets PORT
  while :; do
    next_port=$((next_port + 1))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$next_port") 2>/dev/null; then PORT=$next_port; return; fi
  done
}

# --- files -------------------------------------------------------------------------
# munged insists that no directory on the way to its socket is writable by others
chmod 755 "$DIR"
mkdir -p "$DIR"/{log,run,state,spool,munge}
chmod 755 "$DIR/munge" # clients must reach the socket; the key itself is 0600
HOST=$(hostname -s 2>/dev/null || hostname)
getent hosts "$HOST" >/dev/null || echo "127.0.0.1 $HOST" >>/etc/hosts

if [[ ! -s $DIR/munge/key ]]; then
  (umask 077; head -c 128 /dev/urandom >"$DIR/munge/key")
fi

if [[ ! -s $DIR/slurm.conf ]]; then
  free_port; ctl_port=$PORT
  acct="AccountingStorageType=accounting_storage/none"
  gather="JobAcctGatherType=jobacct_gather/none"
  if ((MEMKILL)); then
    gather="JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=1
JobAcctGatherParams=OverMemoryKill"
  fi
  gres_line="" gres_node=""
  if ((GPUS)); then
    gres_line="GresTypes=gpu"; gres_node=" Gres=gpu:$GPUS"
    # a gpu counts only with a device file; without cgroups any file will do
    mkdir -p "$DIR/fakegpu"
    for ((i = 0; i < GPUS; i++)); do : >"$DIR/fakegpu/dev$i"; done
    if ((GPUS == 1)); then echo "Name=gpu File=$DIR/fakegpu/dev0"
    else echo "Name=gpu File=$DIR/fakegpu/dev[0-$((GPUS - 1))]"; fi >"$DIR/gres.conf"
  fi
  {
    cat <<CONF
ClusterName=throwaway
SlurmctldHost=$HOST(127.0.0.1)
SlurmctldPort=$ctl_port
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$DIR/munge/sock
StateSaveLocation=$DIR/state
SlurmdSpoolDir=$DIR/spool/%n
SlurmctldPidFile=$DIR/run/slurmctld.pid
SlurmdPidFile=$DIR/run/%n.pid
SlurmctldLogFile=$DIR/log/slurmctld.log
SlurmdLogFile=$DIR/log/%n.log
# no cgroups, no systemd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
$gather
$acct
# one text line per finished job: proof of what ran where
JobCompType=jobcomp/filetxt
JobCompLoc=$DIR/log/jobcomp.txt
# finished jobs stay visible in squeue --states=all for this many seconds
MinJobAge=3600
# a job whose node dies ends as NODE_FAIL instead of being queued again
JobRequeue=0
ReturnToService=2
SlurmdTimeout=10
SlurmctldTimeout=30
KillWait=3
MaxArraySize=1001
# a job that fits no node is refused at once instead of pending for ever
EnforcePartLimits=ALL
# trust the CPUs/RealMemory below, not the hardware: small hosts can play big
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerType=sched/backfill
SchedulerParameters=sched_min_interval=100000,bf_interval=5
$gres_line
CONF
    for ((i = 1; i <= NODES; i++)); do
      free_port
      echo "NodeName=n$i NodeHostname=$HOST NodeAddr=127.0.0.1 Port=$PORT CPUs=$CPUS RealMemory=$MEM$gres_node State=UNKNOWN"
    done
    echo "PartitionName=main Nodes=ALL Default=YES DefaultTime=10 MaxTime=1-0 State=UP"
    if ((GPUS)); then echo "PartitionName=gpu Nodes=ALL MaxTime=1-0 State=UP"; fi
  } >"$DIR/slurm.conf"
  # from 23.11 on SLURM wants to be told that there are no cgroups; 22.05 does not know the value
  major=$(slurmd -V | sed -E 's/[^0-9]*([0-9]+)\..*/\1/')
  ((major >= 23)) && echo "CgroupPlugin=disabled" >"$DIR/cgroup.conf"
fi
export SLURM_CONF=$DIR/slurm.conf
# never hand our own batch environment to the daemons
for v in $(compgen -e | grep -E '^(SLURM_|SBATCH_|SRUN_)' | grep -v '^SLURM_CONF$' || true); do unset "$v"; done

# --- daemons ----------------------------------------------------------------------------
if ! alive "$DIR/run/munged.pid" munged; then
  rm -f "$DIR/munge/sock" "$DIR/munge/sock.lock"
  munged --key-file="$DIR/munge/key" --socket="$DIR/munge/sock" --seed-file="$DIR/munge/seed" \
    --pid-file="$DIR/run/munged.pid" --log-file="$DIR/log/munged.log" >&2
fi
wait_for 10 munged munge --socket="$DIR/munge/sock" --no-input --output=/dev/null

if ! alive "$DIR/run/slurmctld.pid" slurmctld; then
  setsid slurmctld -L "$DIR/log/slurmctld.log" </dev/null >&2
fi
wait_for 20 slurmctld scontrol ping
for n in $(sed -n 's/^NodeName=\(n[0-9]*\) .*/\1/p' "$DIR/slurm.conf"); do
  alive "$DIR/run/$n.pid" "-N $n" || { mkdir -p "$DIR/spool/$n"; setsid slurmd -N "$n" </dev/null >&2; }
done
wait_for 30 slurmd bash -c "! sinfo -h -N -o %t | grep -qvE '^(idle|mix|alloc|comp)\$'"
say "$(sinfo -h -o 'partition %P: %D node(s) %t, %c cpus, %m MB' | tr '\n' ';')"

# Snakemake's jobstep plugin drops SLURM_CONF before it calls srun inside a job,
# so a config outside /etc/slurm would not be found there: put it back.
mkdir -p "$DIR/bin"
real_srun=$(PATH=${PATH//$DIR\/bin:/} command -v srun)
printf '#!/bin/sh\nSLURM_CONF=%s exec %s "$@"\n' "$DIR/slurm.conf" "$real_srun" >"$DIR/bin/srun"
chmod +x "$DIR/bin/srun"
cat >"$DIR/env.sh" <<ENV
export SLURM_CONF=$DIR/slurm.conf
case :\$PATH: in *:$DIR/bin:*) ;; *) export PATH=$DIR/bin:\$PATH ;; esac
ENV
cat "$DIR/env.sh"
