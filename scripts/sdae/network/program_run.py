"""One program over some repeats of the training, from initial weights to the last snapshot."""

from collections import defaultdict
from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from sdae.network.autoencoder import Layer
from sdae.network.checkpoint import Checkpoint, filled, key_of, pack, unpack
from sdae.network.draws import draw_blocks
from sdae.network.initial import Repeat, initial_layers, padding_masks, single_model
from sdae.network.layout import choose
from sdae.network.optimizers import OPTIMIZERS
from sdae.network.programs import Program, milestones
from sdae.network.references import reference_losses
from sdae.network.results import Loss, Trained
from sdae.network.settings import Architecture
from sdae.network.training_loop import Models, State, encode, mean_losses, run_epochs, value_range

# Phases that train the whole network on the profiles.
WHOLE = ("train", "finetune")
# What rounding may add, relatively, to the loss of a network that gives the mean profile.
ROUNDING = 1e-6


class ProgramRun:
    """A program that is being trained.

    Args:
      program: its models.
      x: profiles, (genes, conditions), float32.
      repeats: of the training; either all or none say which conditions they keep.
      progress: called with the number of model-epochs done since the last call.
      checkpoint: where to go on from, and where to save; None for neither.
    """

    def __init__(
        self,
        program: Program,
        x: np.ndarray,
        repeats: list[Repeat],
        progress: Callable[[float], None],
        checkpoint: Checkpoint | None = None,
    ) -> None:
        self.program = program
        self.repeats = repeats
        self.progress = progress
        self.checkpoint = checkpoint
        self.key = "" if checkpoint is None else key_of(program, x, repeats)
        self.layout = choose((x.shape[1], *program.widths), program.training.batch_size)
        # Models that fill the batch up are the last trajectory again, and nobody looks at them.
        count = self.layout.fill(len(program.trajectories))
        last = program.trajectories[-1]
        self.models = [*program.trajectories, *[last] * (count - len(program.trajectories))]
        self.widths = [(x.shape[1], *model.layers) for model in self.models]
        self.masks = padding_masks(self.layout, self.widths)
        self._look_at(x)
        self.layers = initial_layers(self.layout, program.architecture, self.widths, repeats)
        self.trained: list[Trained] = []
        self.curves: dict[tuple[str, int], list[Loss]] = defaultdict(list)

    def _look_at(self, x: np.ndarray) -> None:
        """Take in the profiles: all of them, or in each repeat those of the conditions it keeps."""
        loss = self.program.architecture.loss
        kept = [repeat.kept for repeat in self.repeats if repeat.kept is not None]
        if not kept:
            self.data, self.visible = self.layout.shared(jnp.asarray(x)), None
            self.worst = np.full(len(self.repeats), reference_losses(x, loss).mean_profile)
            return
        seen = np.stack(kept)
        # An axis of models of length one, behind that of the repeats.
        axis = -1 if self.layout.axis == -1 else 1
        self.data = jnp.expand_dims(jnp.asarray(np.where(seen[:, None], x, np.float32(0))), axis)
        self.visible = jnp.expand_dims(jnp.asarray(seen, jnp.float32), axis)
        self.worst = np.array([reference_losses(x[:, kept], loss).mean_profile for kept in seen])

    def train(self) -> list[Trained]:
        """Train all models; go on where a checkpoint says they stood.

        Returns:
          Each snapshot of each model in each repeat.
        """
        program = self.program
        whole = self._tell_apart(self.masks, self.visible, self.data)
        self.start_loss = self._losses(self.layers, self.data, whole, program.architecture)
        saved = None if self.checkpoint is None else self.checkpoint.load(self.key)
        at_phase = 0
        if saved is not None:
            arrays, about = saved
            self.trained = unpack(arrays, about)
            if "phase" not in about:
                self.progress(len(program.phases) * self._model_epochs())
                return self.trained
            at_phase = self._restore(arrays, about)
        codes, visible = self.data, self.visible
        for number, phase in enumerate(program.phases):
            alone = phase not in WHOLE
            part = slice(number, number + 1) if alone else slice(None)
            data, models, architecture = self.data, whole, program.architecture
            if alone:
                data, architecture = codes, architecture.single_layer(number)
                models = self._tell_apart(self.masks[part], visible, codes)
            if number >= at_phase:
                here = saved if number == at_phase else None
                trained = self._phase(number, phase, part, data, models, architecture, here)
                self.layers[part] = trained
            else:
                self.progress(self._model_epochs())
            if alone and number + 1 < len(program.widths):
                codes = encode(
                    self.layers[part], codes, models, architecture=architecture, layout=self.layout
                )
                visible = self.masks[number]
        if program.phases[-1] not in WHOLE:
            losses = self._losses(self.layers, self.data, whole, program.architecture)
            self._record(program.epochs, "whole", losses)
            self._snapshot(program.epochs, self.layers, losses)
        if self.checkpoint is not None:
            self.checkpoint.done(self.key, self.trained)
        return self.trained

    def _model_epochs(self) -> int:
        """Those of one phase."""
        return len(self.repeats) * sum(t.epochs for t in self.program.trajectories)

    def _tell_apart(self, masks: tuple, visible: Array | None, data: Array) -> Models:
        low, high = value_range(self.layout, data, visible)
        return Models(
            corruption=jnp.asarray([model.corruption for model in self.models], jnp.float32),
            learning_rate=jnp.asarray([model.learning_rate for model in self.models], jnp.float32),
            masks=masks,
            visible=visible,
            low=low,
            high=high,
            # Unknown to the compiler; see `layout.materialise`.
            one=jnp.float32(1),
        )

    def _phase(
        self,
        number: int,
        phase: str,
        part: slice,
        data: Array,
        models: Models,
        architecture: Architecture,
        saved: tuple[dict, dict] | None,
    ) -> list[Layer]:
        program = self.program
        ends = {epochs for t in program.trajectories for epochs, _ in t.points}
        opt_state = jax.vmap(OPTIMIZERS[program.training.optimizer].build().init)(self.layers[part])
        done = 0
        if saved is not None:
            arrays, about = saved
            opt_state, done = filled("opt_state", opt_state, arrays), about["epoch"]
        state = State(self.layers[part], opt_state)
        seen = data is self.data
        shape = data.shape[-3:-1] if self.layout.axis == -1 else data.shape[-2:]
        before = 0
        for stop in milestones(program.epochs, ends):
            if stop > done or (stop == 0 == done and saved is None):
                blocks = draw_blocks(
                    architecture.noise,
                    [(repeat.replicate, repeat.kept if seen else None) for repeat in self.repeats],
                    number,
                    shape,
                    range(max(before, done), stop),
                )
                for start, count, orders, draws in blocks:
                    # Numbers were drawn while the epochs before were trained; not further ahead, or
                    # a checkpoint would wait for all of it.
                    jax.block_until_ready(state)
                    self._save(number, start, part, state)
                    state = run_epochs(
                        state,
                        data,
                        models,
                        orders,
                        draws,
                        start,
                        count,
                        program.epochs,
                        architecture=architecture,
                        training=program.training,
                        layout=self.layout,
                    )
                losses = self._losses(state.layers, data, models, architecture)
                self._record(stop, phase, losses)
                if stop in ends and phase in WHOLE:
                    self._snapshot(stop, state.layers, losses)
            running = sum(t.epochs > before for t in program.trajectories)
            self.progress((stop - before) * running * len(self.repeats))
            before = stop
        return state.layers

    def _losses(self, layers, data, models, architecture) -> np.ndarray:
        """Mean loss over genes, (repeats, models)."""
        return np.asarray(
            mean_losses(layers, data, models, architecture=architecture, layout=self.layout)
        )

    def _record(self, epoch: int, phase: str, losses: np.ndarray) -> None:
        for model, trajectory in enumerate(self.program.trajectories):
            for epochs, point in trajectory.points:
                if epoch <= epochs:
                    for r, repeat in enumerate(self.repeats):
                        loss = Loss(point, repeat.replicate, phase, epoch, float(losses[r, model]))
                        self.curves[point, r].append(loss)

    def _snapshot(self, epoch: int, layers: list[Layer], losses: np.ndarray) -> None:
        layers = jax.tree.map(np.asarray, layers)
        for model, trajectory in enumerate(self.program.trajectories):
            for epochs, point in trajectory.points:
                if epochs != epoch:
                    continue
                for r, repeat in enumerate(self.repeats):
                    single = single_model(self.layout, layers, r, model, self.widths[model])
                    best = min(self.start_loss[r, model], self.worst[r] * (1 + ROUNDING))
                    # A loss that is no number is not below anything.
                    diverged = not losses[r, model] <= best
                    curve = self.curves[point, r]
                    of = point, repeat.replicate, single, bool(diverged), curve, repeat.fold
                    self.trained.append(Trained(*of))

    def _save(self, phase: int, epoch: int, part: slice, state: State) -> None:
        if self.checkpoint is None or not self.checkpoint.due():
            return
        layers = list(self.layers)
        # The buffers of those in training have been given up.
        layers[part] = state.layers
        arrays, about = pack(self.trained)
        for name, tree in (("layers", layers), ("opt_state", state.opt_state)):
            for place, leaf in enumerate(jax.tree.leaves(tree)):
                arrays[f"{name}/{place}"] = np.asarray(leaf)
        curves = [[*key, curve] for key, curve in self.curves.items()]
        about |= {"phase": phase, "epoch": epoch, "curves": curves}
        self.checkpoint.save(self.key, arrays, about)

    def _restore(self, arrays: dict, about: dict) -> int:
        """Take over what a checkpoint has; returns the phase that it is in."""
        for point, repeat, curve in about["curves"]:
            self.curves[point, repeat] = [Loss(*loss) for loss in curve]
        self.layers = filled("layers", self.layers, arrays)
        return about["phase"]
