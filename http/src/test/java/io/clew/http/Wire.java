package io.clew.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** Speaks bytes to a server, for requests that no HTTP client would send. */
final class Wire implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;

    Wire(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** Sends text as bytes of ISO 8859-1, line ends as CR LF. */
    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Says that nothing more is sent, and still listens. */
    Wire endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads until a text has come. */
    String readUntil(String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!read.toString(ISO_8859_1).contains(end)) {
            int b = in.read();
            if (b < 0) {
                throw new AssertionError("closed after: " + read.toString(ISO_8859_1));
            }
            read.write(b);
        }
        return read.toString(ISO_8859_1);
    }

    /** Reads until the server closes. */
    String readAll() throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the server did not close", open);
        }
    }

    /** Cuts the connection at once, with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
