#!/usr/bin/env bash
# stop.sh - stop a cluster started by start.sh, strictly by process id.
#
#   stop.sh DIR              stop everything, keep the files
#   stop.sh DIR --purge      ... and delete DIR
#   stop.sh DIR --node n2    pull the plug of one node: SIGKILL its slurmd,
#                                  its step daemons and the jobs they run
#                                  (start.sh DIR brings it back); the controller
#                                  notices after about 30 s, with --now at once
set -euo pipefail
usage() { sed -n '2,9p' "$0" | sed 's/^# \{0,1\}//' >&2; exit 2; }
say() { printf 'slurm: %s\n' "$*" >&2; }
[[ $# -ge 1 && -f $1/slurm.conf ]] || usage
DIR=$(cd "$1" && pwd -P); shift
NODE="" NOW=0 PURGE=0
while (($#)); do
  case $1 in
    --node) NODE=$2; shift 2 ;;
    --now) NOW=1; shift ;;
    --purge) PURGE=1; shift ;;
    *) usage ;;
  esac
done
export SLURM_CONF=$DIR/slurm.conf PATH=/usr/sbin:/sbin:$PATH

pid_of() { # pid_of PIDFILE WORD: print the pid if it still is that daemon
  local pid=""; [[ -s $1 ]] || return 0; read -r pid <"$1" || true
  [[ -n $pid && -r /proc/$pid/cmdline ]] || return 0
  tr '\0' ' ' </proc/"$pid"/cmdline 2>/dev/null | grep -q -- "$2" && echo "$pid" || true
}
descendants() { # print pid and everything below it
  local todo=("$@") p c
  while ((${#todo[@]})); do
    p=${todo[0]}; todo=("${todo[@]:1}"); echo "$p"
    for c in $(cat /proc/"$p"/task/*/children 2>/dev/null || true); do todo+=("$c"); done
  done
}
stepds() { # stepds NODE: step daemons of that node hold its log file open
  local d
  for d in /proc/[0-9]*; do
    [[ $(cat "$d/comm" 2>/dev/null) == slurmstepd ]] || continue
    ls -l "$d/fd" 2>/dev/null | grep -q -- " $DIR/log/$1.log\$" && echo "${d#/proc/}" || true
  done
}
node_off() {
  local d
  # daemon first, so that it cannot report the end of its jobs
  d=$(pid_of "$DIR/run/$1.pid" "-N $1")
  [[ -z $d ]] || kill -KILL "$d" 2>/dev/null || true
  local s; s=$(stepds "$1")
  [[ -z $s ]] || kill -KILL $(descendants $s) 2>/dev/null || true
  rm -f "$DIR/run/$1.pid"
}
stop() { # stop NAME WORD [SECONDS]
  local pid i; pid=$(pid_of "$DIR/run/$1.pid" "$2"); [[ -n $pid ]] || return 0
  kill -TERM "$pid" 2>/dev/null || true
  for ((i = 0; i < ${3:-10} * 10; i++)); do
    # an empty command line is a zombie: pid 1 of a container may never reap it
    [[ -n $(tr -d '\0' 2>/dev/null <"/proc/$pid/cmdline" || true) ]] || { rm -f "$DIR/run/$1.pid"; return 0; }
    sleep 0.1
  done
  say "$1 ($pid) ignores TERM, using KILL"; kill -KILL "$pid" 2>/dev/null || true
  rm -f "$DIR/run/$1.pid"
}

if [[ -n $NODE ]]; then
  node_off "$NODE"
  ((NOW)) && scontrol update NodeName="$NODE" State=DOWN Reason=unplugged
  say "node $NODE is off"; exit 0
fi
names=$(sed -n 's/^NodeName=\(n[0-9]*\) .*/\1/p' "$DIR/slurm.conf")
for n in $names; do node_off "$n"; done
stop slurmctld slurmctld
stop munged munged
say "stopped $DIR"
if ((PURGE)); then rm -rf -- "$DIR"; fi
