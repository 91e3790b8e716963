"""What a server sends goes at once, on connections that it accepts after it has started."""

from __future__ import annotations

import socket

from components.sockets import send_at_once


def accepted_by(listening: socket.socket) -> bool:
    """Return whether a connection that `listening` accepts sends without waiting."""
    with socket.create_connection(listening.getsockname()):
        accepted, _address = listening.accept()
        with accepted:
            return bool(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_a_connection_takes_it_from_the_socket_that_listens() -> None:
    # As Streamlit binds it: without the name of the protocol, so that asyncio leaves it as it is.
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert not accepted_by(listening)
        send_at_once()
        assert accepted_by(listening)


def test_other_sockets_are_left_alone() -> None:
    closed = socket.socket()
    closed.close()
    local, _peer = socket.socketpair()
    with socket.socket() as calling, socket.socket(type=socket.SOCK_DGRAM), local, _peer:
        send_at_once()
        assert not calling.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert closed.fileno() == -1
