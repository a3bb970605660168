package io.clew.http.internal;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Response;
import io.clew.http.Route;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests by the server's own router, guard and handlers, without a socket: a thousand
 * times as fast, for tests that ask a great deal.
 */
public final class InProcess {
    private final Answering answering;
    private final List<Route> routes;

    /**
     * Says what is sent.
     *
     * @param target path and query, still percent-encoded
     * @param headers names in lower case
     */
    public record Sent(String method, String target, Map<String, String> headers, byte[] body) {}

    /**
     * Holds what came back.
     *
     * @param broken what failed once the answer had begun; null when it is whole
     */
    public record Answer(
            int status, Map<String, String> headers, byte[] body, @Nullable Throwable broken) {}

    public InProcess(List<Protocol> protocols) {
        this.answering =
                new Answering(new Router(protocols, new Bare()), new Guard(Set.of(), false));
        this.routes = protocols.stream().flatMap(each -> each.routes().stream()).toList();
    }

    /** Returns the route table: every route that a request can take. */
    public List<Route> routes() {
        return routes;
    }

    /** Answers one request. */
    public Answer send(Sent sent) {
        Arrival arrival = new Given(sent);
        Method method = Answering.method(sent.method());
        if (method == null) {
            return collected(answering.unread(arrival.path(), 405, "no such method"));
        }
        Answering.Asked asked = answering.route(arrival, method);
        Response response = answering.answer(asked);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(response.content(), out);
            return new Answer(response.status(), response.headers(), out.toByteArray(), null);
        } catch (IOException | RuntimeException | Error failure) {
            return out.size() == 0
                    ? collected(answering.recovered(asked, failure))
                    : new Answer(response.status(), response.headers(), out.toByteArray(), failure);
        }
    }

    private static Answer collected(Response response) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(response.content(), out);
        } catch (IOException failure) {
            throw new IllegalStateException("a refusal is held in memory", failure);
        }
        return new Answer(response.status(), response.headers(), out.toByteArray(), null);
    }

    private static void write(Response.Content content, ByteArrayOutputStream out)
            throws IOException {
        switch (content) {
            case Response.Content.Empty empty -> {}
            case Response.Content.Bytes bytes -> out.writeBytes(bytes.bytes());
            case Response.Content.Stream stream -> stream.writer().writeTo(out);
            case Response.Content.File file -> {
                try (SeekableByteChannel channel = Files.newByteChannel(file.path())) {
                    channel.position(file.offset());
                    out.writeBytes(
                            Channels.newInputStream(channel).readNBytes((int) file.length()));
                }
            }
        }
    }

    /** Shows what a test gives as if it had come over a wire. */
    private record Given(Sent sent) implements Arrival {
        @Override
        public String method() {
            return sent.method();
        }

        @Override
        public String path() {
            int question = sent.target().indexOf('?');
            return question < 0 ? sent.target() : sent.target().substring(0, question);
        }

        @Override
        public @Nullable String query() {
            int question = sent.target().indexOf('?');
            return question < 0 ? null : sent.target().substring(question + 1);
        }

        @Override
        public @Nullable String header(String name) {
            return sent.headers().get(name.toLowerCase(Locale.ROOT));
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(sent.body());
        }

        @Override
        public long length() {
            return sent.body().length;
        }
    }
}
