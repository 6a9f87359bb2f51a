import asyncio
import socket
import subprocess


async def answer():
    return 42


print(asyncio.iscoroutinefunction(answer), socket.AF_INET, subprocess.PIPE)
coro = answer()
try:
    coro.send(None)
except StopIteration as e:
    print(e.value)
