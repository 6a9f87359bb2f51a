"""A small stand-in for asyncio: the loop, tasks and futures that the tests of coroutines and asynchronous generators need.

Time is the loop's own and does not pass while a test waits: the loop goes on to the next moment at which something is due.
"""
import heapq
import itertools
import sys
import weakref


class CancelledError(BaseException):
    """Thrown into what waits for a cancelled future."""


class Future:
    """A result that comes later."""

    def __init__(self, *, loop=None):
        self._loop = loop or get_running_loop()
        self._done, self._cancelled, self._result, self._exception, self._callbacks = False, False, None, None, []

    def done(self):
        return self._done

    def cancelled(self):
        return self._cancelled

    def cancel(self):
        if self._done:
            return False
        self._cancelled = True
        self._finish()
        return True

    def result(self):
        if self._cancelled:
            raise CancelledError
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception.__traceback__)
        return self._result

    def exception(self):
        if self._cancelled:
            raise CancelledError
        return self._exception

    def set_result(self, result):
        self._result = result
        self._finish()

    def set_exception(self, exception):
        self._exception = exception
        self._finish()

    def _finish(self):
        self._done = True
        for callback in self._callbacks:
            self._loop.call_soon(callback, self)
        self._callbacks = []

    def add_done_callback(self, callback):
        if self._done:
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def __await__(self):
        if not self._done:
            yield self
        return self.result()

    __iter__ = __await__


class Task(Future):
    """Runs a coroutine, a step whenever what it waits for is there."""

    def __init__(self, coroutine, *, loop=None):
        super().__init__(loop=loop)
        self._coroutine, self._waits_for, self._must_cancel = coroutine, None, False
        self._loop._tasks.add(self)
        self._loop.call_soon(self._step)

    def cancel(self):
        if self._done:
            return False
        if self._waits_for is None or not self._waits_for.cancel():
            self._must_cancel = True
        return True

    def get_stack(self):
        frame = getattr(self._coroutine, "cr_frame", None)
        return [frame] if frame else []

    def _step(self, _=None):
        self._waits_for = None
        try:
            if self._must_cancel:
                self._must_cancel = False
                awaited = self._coroutine.throw(CancelledError())
            else:
                awaited = self._coroutine.send(None)
        except StopIteration as stop:
            self.set_result(stop.value)
        except CancelledError:
            super().cancel()
        except Exception as error:
            self.set_exception(error)
        else:
            self._wait(awaited)

    def _wait(self, awaited):
        if isinstance(awaited, Future):
            self._waits_for = awaited
            awaited.add_done_callback(self._step)
        else:
            self._loop.call_soon(self._step)

    def _finish(self):
        self._loop._tasks.discard(self)
        super()._finish()


class Loop:
    def __init__(self):
        self._ready, self._timers, self._order, self._time = [], [], itertools.count(), 0.0
        self._tasks, self._generators, self._handler = set(), weakref.WeakSet(), None

    def time(self):
        return self._time

    def call_soon(self, callback, *args):
        self._ready.append((callback, args))

    def call_later(self, delay, callback, *args):
        heapq.heappush(self._timers, (self._time + delay, next(self._order), callback, args))

    def create_task(self, coroutine):
        return Task(coroutine, loop=self)

    def create_future(self):
        return Future(loop=self)

    def set_exception_handler(self, handler):
        self._handler = handler

    def call_exception_handler(self, context):
        if self._handler is not None:
            self._handler(self, context)

    def close(self):
        self._ready, self._timers = [], []

    def run_until_complete(self, awaitable):
        global running
        task = ensure_future(awaitable, loop=self)
        before, hooks = running, sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._generators.add, finalizer=self._close_later)
        running = self
        try:
            while not task.done():
                self._turn()
        finally:
            running = before
            sys.set_asyncgen_hooks(*hooks)
        return task.result()

    def _turn(self):
        if not self._ready:
            if not self._timers:
                raise RuntimeError("everything waits for ever")
            self._time, _, callback, args = heapq.heappop(self._timers)
            self._ready.append((callback, args))
        now, self._ready = self._ready, []
        for callback, args in now:
            callback(*args)

    def _close_later(self, generator):
        self._generators.discard(generator)
        self.create_task(generator.aclose())

    async def shutdown_asyncgens(self):
        generators = list(self._generators)
        self._generators.clear()
        tasks = [self.create_task(_await(generator.aclose())) for generator in generators]
        for generator, task in zip(generators, tasks):
            try:
                await task
            except Exception as error:
                self.call_exception_handler({"message": f"an error occurred during closing of asynchronous generator {generator!r}",
                                             "exception": error, "asyncgen": generator})


async def _await(awaitable):
    return await awaitable


running = None


def get_running_loop():
    if running is None:
        raise RuntimeError("no running event loop")
    return running


def new_event_loop():
    return Loop()


def set_event_loop(loop):
    pass


def set_event_loop_policy(policy):
    pass


def ensure_future(awaitable, *, loop=None):
    return awaitable if isinstance(awaitable, Future) else (loop or get_running_loop()).create_task(awaitable)


def create_task(coroutine):
    return get_running_loop().create_task(coroutine)


def all_tasks():
    return set(get_running_loop()._tasks)


async def sleep(delay, result=None):
    if delay <= 0:
        await Turn()
        return result
    future = get_running_loop().create_future()
    future._loop.call_later(delay, lambda: future.done() or future.set_result(result))
    return await future


class Turn:
    """Awaiting it lets everything else that is ready go first."""

    def __await__(self):
        yield


def run(coroutine):
    loop = new_event_loop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.run_until_complete(_end(loop, list(loop._tasks)))
        loop.close()


async def _end(loop, tasks):
    """Cancels the tasks that are left, and closes the generators."""
    for task in tasks:
        task.cancel()
    for task in tasks:
        try:
            await task
        except CancelledError:
            pass
        except Exception as error:
            loop.call_exception_handler({"message": "unhandled exception during asyncio.run() shutdown", "exception": error, "task": task})
    await loop.shutdown_asyncgens()
