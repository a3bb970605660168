package io.clew.store.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Passes connections on to a PostgreSQL server and, when told to, cuts one after a commit has
 * reached the server and before its answer is passed back.
 */
public final class LossyProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** How the driver names the statement by which it commits from then on. */
    private static final Pattern PREPARED_COMMIT = Pattern.compile("(S_\\d+)\0COMMIT\0");

    private final ServerSocket listener;
    private final int serverPort;
    private volatile @Nullable String marker;

    /** Listens on a free port for connections to a server's port. */
    public LossyProxy(int serverPort) {
        this.serverPort = serverPort;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Returns the port to connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Cuts the connection that next sends a text and then a commit, once the server has answered
     * that; others pass.
     */
    public void loseCommitAfter(String text) {
        marker = text;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                AtomicBoolean isCut = new AtomicBoolean();
                Thread.ofVirtual().start(() -> toServer(client, server, isCut));
                Thread.ofVirtual().start(() -> toClient(server, client, isCut));
            }
        } catch (IOException closed) {
            assert listener.isClosed();
        }
    }

    private void toServer(Socket client, Socket server, AtomicBoolean isCut) {
        boolean isMarked = false;
        String commit = "COMMIT";
        byte[] buffer = new byte[BUFFER_BYTES];
        try (client;
                server) {
            InputStream in = client.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                String sent = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                String text = marker;
                isMarked |= text != null && sent.contains(text);
                Matcher prepared = PREPARED_COMMIT.matcher(sent);
                if (prepared.find()) {
                    commit = "\0" + prepared.group(1) + "\0";
                }
                if (isMarked && (sent.contains("COMMIT") || sent.contains(commit))) {
                    isMarked = false;
                    marker = null;
                    isCut.set(true);
                }
                server.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException ended) {
            assert client.isClosed() || server.isClosed();
        }
    }

    private static void toClient(Socket server, Socket client, AtomicBoolean isCut) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (server;
                client) {
            InputStream in = server.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (isCut.get()) {
                    return;
                }
                client.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException ended) {
            assert server.isClosed() || client.isClosed();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
