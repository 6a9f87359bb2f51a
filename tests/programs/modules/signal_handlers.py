# Handlers: set, asked for, called by raise_signal; what is refused.
import signal


def handler(number, frame):
    print("got", signal.Signals(number).name)


print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGPIPE))
print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)
signal.raise_signal(signal.SIGUSR1)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.raise_signal(signal.SIGUSR1)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
for call in (lambda: signal.signal(15, 5), lambda: signal.signal(9, 0), lambda: signal.signal(99, 0),
             lambda: signal.getsignal(0)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
print(signal.strsignal(2), signal.Signals.SIGKILL, len(signal.valid_signals()), signal.SIG_DFL, signal.NSIG)
