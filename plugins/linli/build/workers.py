"""Work on all cores: pure functions, given to an executor in batches.

The executor is that of ``concurrent.futures``: a pool of processes of our own, or any other that is handed in
(``docs/performance.md`` shows Dask's). A function gets its tools, which are the same for every batch, and a
batch; both travel as pickles, and nothing else does.
"""

from __future__ import annotations

from concurrent.futures import wait
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from linli.build.aside import clear_away, lay_aside, with_aside
from linli.build.batches import batches_of, in_order, shared
from linli.build.pool import cores, end, map_in, pool, submit
from linli.build.results import after, collect, unbroken
from linli.errors import WorkerError
from linli.processes import may_fork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future, ProcessPoolExecutor
    from pathlib import Path

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 50
"""Items sent at once: a tenth of a second of work, so that all cores end together."""
SMALL = 400
"""Items below which starting other processes costs more than it saves."""
BESIDE = 1600
"""The same where an assistant is there already: no process can be forked beside it, and to start one takes a second."""
MANY = 800
"""The same where an item is less work."""
PARTS = 32
"""Parts of large work for each process, at most: some get on faster than others, and none shall wait long at the end."""
PART = 50
"""Items in a part, at least: a smaller one would be more trouble than work."""


class Workers:
    """Maps functions over items: here while they are few, on all cores when they are many.

    An assistant (:meth:`call_assistant`) does few items for us: while we look at ten thousand cards, another
    process has loaded what reading and rendering need. We do the others ourselves; what it alone is asked
    (:meth:`ask_assistant`), it does while we do something else.
    Processes can have something to do when they have done that (:meth:`meanwhile`).
    """

    def __init__(
        self, executor: Executor | None = None, jobs: int = 0, folder: Path | None = None
    ) -> None:
        """Use an executor that is handed in, or own processes; ``folder`` is where large tools are laid aside."""
        self._given = executor
        self._folder = folder
        self._own: ProcessPoolExecutor | None = None
        self._assistant: ProcessPoolExecutor | None = None
        self._later: tuple[Callable[..., object], bytes] | None = None
        self._begun: list[Future[object]] = []
        self._sent: list[list[Future[Any]]] = []
        self.jobs = jobs or cores()

    def map(
        self,
        function: Callable[[bytes, Sequence[Item]], Sequence[Result]],
        tools: bytes,
        items: Sequence[Item],
        follows: Callable[[Item, Item], bool] = lambda _, __: False,
        weight: int = 1,
        send: Callable[[Sequence[Item]], Sequence[Item]] = lambda batch: batch,
    ) -> Iterator[Result]:
        """Return an iterator over what ``function(tools, batch)`` gives for the items, in their order.

        Other processes begin at once, before the first result is asked for. ``follows`` says whether an item, given
        the one before it and itself, goes to the process of that one; no more than a batch of them do. An item is
        ``weight`` times as much work as most. ``send`` gives a batch the form in which it goes to another process.
        """
        batches = list(batches_of(items, follows, max(1, BATCH // weight)))
        self._sent = [sent for sent in self._sent if not all(one.done() for one in sent)]
        executor = self._given
        if executor is None and weight * len(items) >= (BESIDE if self._assistant else SMALL):
            executor = self._pool() if self.jobs > 1 else None
        results: Iterable[Sequence[Result]]
        with unbroken():
            if executor is not None:
                sent = [submit(executor, function, tools, send(batch)) for batch in batches]
                self._sent.append(sent)
                results = in_order(sent)
                self._begin_later()
            elif self._assistant is not None:
                assistant = self._assistant
                given: list[Future[Sequence[Result]]] = []
                self._sent.append(given)

                def give(number: int) -> Future[Sequence[Result]]:
                    given.append(submit(assistant, function, tools, send(batches[number])))
                    return given[-1]

                results = shared(
                    len(batches), give, lambda number: function(tools, batches[number])
                )
            else:
                results = (function(tools, batch) for batch in batches)
        return collect(results)

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """When the block fails, let no other process go on with what it was sent: it would write into what is cleared away.

        Ours end: what is called off one by one lets Python wait for ever where a process dies before it has heard of that.
        """
        try:
            yield
        except BaseException as error:  # raised again
            self.close()
            sent = chain.from_iterable(self._sent)
            # Nothing can be called off that is being given up because a process has ended.
            wait([one for one in sent if isinstance(error, WorkerError) or not one.cancel()])
            raise
        finally:
            self._sent = []

    def spread(
        self,
        function: Callable[[bytes, Sequence[tuple[int, int]]], Sequence[Result]],
        tools: bytes,
        size: int,
        meanwhile: Callable[[], object] = bool,
    ) -> Iterator[Result]:
        """Have ``function(tools, [(part, of)])`` do each part of work on ``size`` items; yield what it returns, in order.

        Others begin at once, and what the caller does until it asks for the results is done beside them; so is what is done ``meanwhile``, where
        there are others, right before the first result is waited for. Large tools travel but once: to our own processes in a file, if there is a
        folder for it, so that there can be many parts and all end together; an executor that was handed in, perhaps on other machines, gets
        one part for each process.
        """
        executor = self._given or (self._pool() if size >= MANY and self.jobs > 1 else None)
        if executor is None:
            return iter(function(tools, [(0, 1)]))
        aside = None if self._given else self._lay_aside(tools)
        of = self.jobs if aside is None else min(PARTS * self.jobs, max(self.jobs, size // PART))
        parts = [[(part, of)] for part in range(of)]
        with unbroken():
            if aside is None:
                return collect(after(meanwhile, map_in(executor, partial(function, tools), parts)))
            begun = map_in(executor, partial(with_aside, function, aside), parts)
            return collect(after(meanwhile, begun), partial(clear_away, aside))

    def _lay_aside(self, tools: bytes) -> Path | None:
        """Return where tools were laid, unless there is no place for them."""
        if self._folder is None:
            return None
        try:
            return lay_aside(tools, self._folder)
        except OSError:
            return None

    @property
    def are_lent(self) -> bool:
        """Say whether an executor was handed in, whose processes stay when this ends."""
        return self._given is not None

    def will_fork(self, size: int) -> bool:
        """Say whether work on ``size`` items makes processes that share what this one has loaded by then."""
        own = self._given is None and self._own is None and self.jobs > 1
        return own and size >= SMALL and may_fork()

    def meanwhile(self, function: Callable[[bytes, int, int], object], tools: bytes) -> None:
        """Let ``function`` run when our own processes have done what they are given next, and we go on alone.

        Each gets its share: ``function(tools, part, parts)``, the parts counted from nought. Processes are not
        started for it.
        """
        self._later, self._begun = (function, tools), []

    def _begin_later(self) -> None:
        """Send it after what was sent just now: they begin it when that is done."""
        if self._later and self._own:
            function, tools = self._later
            parts = range(self.jobs)
            self._begun = [submit(self._own, function, tools, part, self.jobs) for part in parts]
            self._later = None

    def done_meanwhile(self) -> list[object]:
        """Return what the parts of :meth:`meanwhile` gave, once: nothing if none was begun, or one has failed.

        It was to save time, no more: a theme that cannot be read, or a worker that is gone, is told where it matters.
        """
        begun, self._begun, self._later = self._begun, [], None
        try:
            return [part.result() for part in begun]
        except Exception:  # whatever it is, and whatever was to be done
            return []

    def _pool(self) -> ProcessPoolExecutor | None:
        self._own = self._own or self._start(self.jobs)
        return self._own

    def _start(self, jobs: int) -> ProcessPoolExecutor | None:
        """Start processes, unless the system does not let us: then all is done here."""
        try:
            return pool(jobs)
        except (ImportError, OSError):
            # no semaphores: `/dev/shm` may not be written to, or a phone has none
            self.jobs = 1
            return None

    def call_assistant(self, prepare: Callable[[], object]) -> None:
        """Start another process that does few items, and let it ``prepare`` at once."""
        if self.jobs > 1 and not self._given and not self._assistant:
            self._assistant = self._start(1)
            self.tell_assistant(prepare)

    def tell_assistant(self, function: Callable[[], object]) -> bool:
        """Have the assistant do something, if there is one, and say whether there is."""
        if self._assistant is None:
            return False
        with unbroken():
            submit(self._assistant, function)
        return True

    def ask_assistant(
        self, function: Callable[[bytes], Result], pack: Callable[[], bytes]
    ) -> Callable[[], Result] | None:
        """Have the assistant, if there is one, do ``function(pack())``; return what waits for the result."""
        if self._assistant is None:
            return None
        tools = pack()
        with unbroken():
            begun = submit(self._assistant, function, tools)

        def result() -> Result:
            with unbroken():
                return begun.result()

        return result

    def close(self) -> None:
        """End our own processes; one that was handed in stays its owner's."""
        for executor in filter(None, (self._own, self._assistant)):
            end(executor)
        self._own = self._assistant = self._later = None
        self._begun = []


@contextmanager
def working(
    executor: Executor | None = None, jobs: int = 0, folder: Path | None = None
) -> Iterator[Workers]:
    """Give out workers that end with the block."""
    workers = Workers(executor, jobs, folder)
    try:
        yield workers
    finally:
        workers.close()
