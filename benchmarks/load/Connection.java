import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;

/** Speaks HTTP/1.1 over one socket that stays open: as little work as there can be for a client. */
final class Connection {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Message answer = new Message();
    private final StringBuilder line = new StringBuilder();
    private int next;
    private int end;

    Connection(URI url) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    void send(Message request) throws IOException {
        out.write(request.bytes, 0, request.size);
        for (int i = 0; i < request.moreTimes; i++) {
            out.write(request.more);
        }
    }

    /** Reads the whole answer; it is valid until the next one. */
    Message receive() throws IOException {
        String status = line();
        long length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            if (header.regionMatches(true, 0, "content-length", 0, colon)) {
                length = Long.parseLong(value);
            } else if (header.regionMatches(true, 0, "transfer-encoding", 0, colon)) {
                chunked = value.equalsIgnoreCase("chunked");
            }
        }
        answer.clear();
        answer.status = Integer.parseInt(status.substring(9, 12));
        if (chunked) {
            for (int size = chunk(); size > 0; size = chunk()) {
                body(size);
                line();
            }
            line();
        } else if (length >= 0) {
            body(length);
        } else if (answer.status != 204) {
            throw new IOException("an answer of unknown length: " + status);
        }
        return answer;
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private void body(long length) throws IOException {
        long rest = length;
        while (rest > 0) {
            if (next == end) {
                fill();
            }
            int count = (int) Math.min(rest, end - next);
            answer.add(buffer, next, count);
            next += count;
            rest -= count;
        }
    }

    private String line() throws IOException {
        line.setLength(0);
        while (true) {
            if (next == end) {
                fill();
            }
            byte b = buffer[next++];
            if (b == '\n') {
                return line.toString();
            }
            if (b != '\r') {
                line.append((char) (b & 0xFF));
            }
        }
    }

    private void fill() throws IOException {
        end = in.read(buffer);
        next = 0;
        if (end < 0) {
            throw new EOFException("the server closed the connection within an answer");
        }
    }
}
