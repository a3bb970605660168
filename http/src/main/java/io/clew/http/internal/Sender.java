package io.clew.http.internal;

import io.clew.http.Response;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Sends an answer, blocking its virtual thread while the client is slow: that is the back-pressure.
 *
 * <p>Each answer says that it is not to be sniffed, framed, scripted or embedded by another site
 * unless it brings its own policy: an artifact may be a page of HTML, and must not run as Clew's
 * own.
 */
final class Sender {
    private static final int BUFFER_BYTES = 32 << 10;
    private static final HttpField NO_SNIFFING =
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final HttpField NO_EMBEDDING =
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin");
    private static final HttpField POLICY =
            new PreEncodedHttpField(
                    "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action"
                            + " 'none'; sandbox");

    private Sender() {}

    /**
     * Sends the whole answer.
     *
     * @throws ClientGone when the client does not take it
     * @throws IOException when a file or a writer fails
     */
    static void send(Response answer, boolean head, org.eclipse.jetty.server.Response out)
            throws IOException {
        out.setStatus(answer.status());
        out.getHeaders().put(NO_SNIFFING);
        out.getHeaders().put(NO_EMBEDDING);
        out.getHeaders().put(POLICY);
        answer.headers().forEach((name, value) -> out.getHeaders().put(name, value));
        long length = length(answer.content());
        if (length >= 0 && mayHaveBody(answer.status())) {
            out.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
        if (head || length == 0) {
            write(out, true, BufferUtil.EMPTY_BUFFER);
            return;
        }
        switch (answer.content()) {
            case Response.Content.Empty empty -> write(out, true, BufferUtil.EMPTY_BUFFER);
            case Response.Content.Bytes content -> bytes(content.bytes(), out);
            case Response.Content.Stream content -> stream(content, out);
            case Response.Content.File content -> file(content, out);
        }
    }

    private static long length(Response.Content content) {
        return switch (content) {
            case Response.Content.Empty empty -> 0;
            case Response.Content.Bytes bytes -> bytes.bytes().length;
            case Response.Content.Stream stream -> stream.length();
            case Response.Content.File file -> file.length();
        };
    }

    private static boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    /** Sends in parts, so that how fast a client takes them shows before it has them all. */
    private static void bytes(byte[] bytes, org.eclipse.jetty.server.Response out)
            throws ClientGone {
        int at = 0;
        while (bytes.length - at > BUFFER_BYTES) {
            write(out, false, ByteBuffer.wrap(bytes, at, BUFFER_BYTES));
            at += BUFFER_BYTES;
        }
        write(out, true, ByteBuffer.wrap(bytes, at, bytes.length - at));
    }

    private static void stream(
            Response.Content.Stream content, org.eclipse.jetty.server.Response out)
            throws IOException {
        // Not closed when the writer fails: closing would end a broken answer as if it were whole.
        OutputStream buffered = new BufferedOutputStream(new Chunks(out), BUFFER_BYTES);
        try {
            content.writer().writeTo(new Unclosed(buffered));
        } catch (JacksonIOException failure) {
            Optional<ClientGone> gone = ClientGone.in(failure);
            if (gone.isPresent()) {
                throw gone.get();
            }
            throw failure;
        }
        buffered.flush();
        write(out, true, BufferUtil.EMPTY_BUFFER);
    }

    private static void file(Response.Content.File content, org.eclipse.jetty.server.Response out)
            throws IOException {
        try (FileChannel file = FileChannel.open(content.path(), StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long left = content.length();
            long at = content.offset();
            while (left > 0) {
                buffer.clear().limit((int) Math.min(left, buffer.capacity()));
                int read = file.read(buffer, at);
                if (read < 0) {
                    throw new IOException("the file ended " + left + " bytes early");
                }
                at += read;
                left -= read;
                write(out, left == 0, buffer.flip());
            }
        }
    }

    private static void write(org.eclipse.jetty.server.Response out, boolean last, ByteBuffer bytes)
            throws ClientGone {
        try {
            Content.Sink.write(out, last, bytes);
        } catch (IOException failure) {
            throw new ClientGone(failure);
        }
    }

    /** Sends what it is given as one chunk. */
    private static final class Chunks extends OutputStream {
        private final org.eclipse.jetty.server.Response out;

        Chunks(org.eclipse.jetty.server.Response out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                Sender.write(out, false, ByteBuffer.wrap(bytes, offset, length));
            }
        }
    }

    /** Leaves the end of the answer to the sender, who knows whether it is whole. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
