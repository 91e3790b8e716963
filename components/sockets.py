"""The sockets of the server: what is to be sent goes at once.

A server answers in two writes, the head and the body, and so does a WebSocket with two messages. TCP by itself holds a
second small write back until the first one is acknowledged, for which a browser takes its time: 40 ms on Linux, up to
200 on Windows. asyncio switches that off for sockets that name TCP as their protocol; the one that Streamlit binds
names none, and so every answer of Streamlit is held back.
"""

from __future__ import annotations

import gc
import socket


def send_at_once() -> None:
    """Have all connections that are accepted from now on send without waiting: they take it from the listening socket.

    Streamlit has bound that before the app starts and hands it to nobody, so it is looked for among all objects.
    """
    for found in gc.get_objects():
        if type(found) is socket.socket and _listens(found):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listens(found: socket.socket) -> bool:
    """Tell whether a socket, which may be closed, takes connections by TCP."""
    is_tcp = found.family in (socket.AF_INET, socket.AF_INET6) and found.type == socket.SOCK_STREAM
    return is_tcp and found.fileno() >= 0 and bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
