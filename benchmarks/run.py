"""Time this trainer beside its alternatives, on the same work; and how its cost grows.

Everything runs on one thread of one core (make says so in the environment, before anything is
imported), in one process, in turns: a slow moment of the machine meets all of them. Before that,
all that can compute the same thing must have computed the same.
"""

import importlib
import json
import os
import platform
import statistics
import time
from importlib.metadata import version
from pathlib import Path

import figures
import growth
import numpy as np
import work
from sdae.jobs.progress import progress

HERE = Path(__file__).resolve().parent
ROUNDS = 5
# Modules by the name of their row; what takes all models at once, and what is timed on a sample.
TOGETHER = {"ours": "ours", "jax_vmap": "jax_vmap"}
ONE_BY_ONE = {
    "jax_single": "jax_single",
    "torch_eager": "torch_eager",
    "pytensor": "pytensor_function",
    "pytensor_bare": "pytensor_bare",
    "pytensor_tutorial": "pytensor_tutorial",
    "sklearn": "sklearn_mlp",
}
WHAT = {
    "ours": "this trainer, 140 models together",
    "jax_vmap": "plain JAX vmap, 140 models together",
    "jax_single": "JAX, one model in a jitted scan",
    "torch_eager": "PyTorch, eager",
    "pytensor": "PyTensor, a compiled function",
    "pytensor_bare": "PyTensor, all that can be spared left out",
    "pytensor_tutorial": "PyTensor, as in Theano's tutorial",
    "sklearn": "scikit-learn, MLPRegressor",
}
# These draw noise of their own, or train another loss.
OTHER_NUMBERS = ("pytensor_tutorial", "sklearn")
SAME = [name for name in WHAT if name not in ("ours", *OTHER_NUMBERS)]
PACKAGES = ("jax", "numpy", "torch", "pytensor", "scikit-learn")


def main() -> None:
    x = work.profiles()
    modules = {
        name: importlib.import_module(module) for name, module in (TOGETHER | ONE_BY_ONE).items()
    }
    check(modules, x)
    rows = time_all(modules, x)
    result = {
        "machine": machine(),
        "versions": {"python": platform.python_version()}
        | {package: version(package) for package in PACKAGES},
        "work": {
            "genes": work.GENES,
            "conditions": work.CONDITIONS,
            "hidden": work.HIDDEN,
            "batch_sizes": work.BATCH_SIZE,
            "models": len(work.all_cases(4)),
            "rounds": ROUNDS,
            "threads": 1,
        },
        "rows": rows,
        "growth": growth.measure(),
    }
    (HERE / "results.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    figures.draw(result, HERE)
    for row in rows:
        low, high = row["spread"]
        print(
            f"{row['what']:42} {row['us_per_model_step']:9.2f} us per model and step "
            f"({low:.2f} to {high:.2f}), {row['ratio_to_ours']:7.1f} times ours"
        )
    for axis in result["growth"]:
        print(
            f"cost grows as {axis['axis']} to the power {axis['exponent']:.2f}; doubling costs "
            f"at most {axis['largest_doubling']:.2f} times"
        )


def check(modules: dict, x: np.ndarray) -> None:
    """Assert that the same draws make the same models of all that train the same equations."""
    for batch_size in work.BATCH_SIZE:
        cases = work.sample_cases(batch_size)
        expected = modules["ours"].prepare(cases, x, 2)()
        for name in SAME:
            found = modules[name].prepare(cases, x, 2)()
            for one, other in zip(expected, found, strict=True):
                for a, b in zip(one, other, strict=True):
                    np.testing.assert_allclose(a, b, rtol=2e-3, atol=2e-4, err_msg=name)


def time_all(modules: dict, x: np.ndarray) -> list[dict]:
    """Time everything in turns; return a row each."""
    runs, first = {}, {}
    for name, module in modules.items():
        choose = work.all_cases if name in TOGETHER else work.sample_cases
        runs[name] = [module.prepare(choose(size), x, module.EPOCHS) for size in work.BATCH_SIZE]
        start = time.perf_counter()
        for run in runs[name]:
            run()
        first[name] = time.perf_counter() - start
    seconds = {name: [] for name in modules}
    with progress(ROUNDS * len(modules), "timing", "run") as advance:
        for _ in range(ROUNDS):
            for name in modules:
                start = time.perf_counter()
                for run in runs[name]:
                    run()
                seconds[name].append(time.perf_counter() - start)
                advance(1)
    model_steps = {}
    for name, module in modules.items():
        models = len((work.all_cases if name in TOGETHER else work.sample_cases)(4))
        model_steps[name] = models * sum(work.steps(s, module.EPOCHS) for s in work.BATCH_SIZE)
    cost = {name: [s / model_steps[name] * 1e6 for s in each] for name, each in seconds.items()}
    # Paired by round: what slows a round down slows all of it down.
    return [
        {
            "name": name,
            "what": WHAT[name],
            "us_per_model_step": statistics.median(each),
            "spread": [min(each), max(each)],
            "ratio_to_ours": statistics.median(
                theirs / own for theirs, own in zip(each, cost["ours"], strict=True)
            ),
            "sizes": list(work.HIDDEN if name in TOGETHER else work.SAMPLE),
            "epochs": modules[name].EPOCHS,
            "first_run_extra_s": first[name] - statistics.median(seconds[name]),
        }
        for name, each in cost.items()
    ]


def machine() -> dict:
    """Describe the machine, as far as its system tells."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        model = next((line.split(":")[1].strip() for line in lines if "model name" in line), model)
    return {"processor": model, "cores": os.cpu_count(), "system": platform.system()}


if __name__ == "__main__":
    main()
