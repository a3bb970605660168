package io.clew.protocol.mlflow.artifacts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP over a plain socket, as no client library would. */
final class RawHttp {
    private RawHttp() {}

    /** Sends a request to a path that nobody normalises, and returns the status of the answer. */
    static int send(URI server, String method, String rawPath, String body) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            write(
                    socket,
                    "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                            .formatted(
                                    method,
                                    rawPath,
                                    server.getAuthority(),
                                    body.getBytes(StandardCharsets.UTF_8).length,
                                    body));
            return status(readAll(socket));
        }
    }

    /** Begins an upload, sends a part of what it announced, and goes away. */
    static void cutOff(URI server, String rawPath, String framing, String part) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            write(
                    socket,
                    "PUT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n%s"
                            .formatted(rawPath, server.getAuthority(), framing, part));
            socket.shutdownOutput();
            // The server answers or closes once it has seen that no more will come.
            readAll(socket);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static byte[] readAll(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = socket.getInputStream()) {
            in.transferTo(all);
        }
        return all.toByteArray();
    }

    private static int status(byte[] answer) {
        String line = new String(answer, StandardCharsets.ISO_8859_1).split("\r\n", 2)[0];
        return Integer.parseInt(line.split(" ")[1]);
    }
}
