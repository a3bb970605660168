package io.clew.protocol.mlflow.wire;

import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a page of a list, however long: what does not fit in one chunk is read and written
 * chunk by chunk, so that memory does not grow with the page.
 *
 * @param field the list's name in the answer
 * @param question which list it is, for the token of the next page
 */
public record PagedAnswer<T>(
        String field, String question, Source<T> source, BiConsumer<JsonWriter, T> writer) {
    /** Elements that are in memory at once. */
    private static final int CHUNK = 1000;

    /** Reads a part of the list. */
    @FunctionalInterface
    public interface Source<T> {
        /**
         * Returns at most so many elements after those of an earlier part; from the start if null.
         */
        Chunk<T> read(@Nullable PageToken after, int limit);
    }

    /**
     * Holds a part of a list.
     *
     * @param last what its last element is ordered by, or null when nothing follows
     */
    public record Chunk<T>(List<T> elements, @Nullable List<@Nullable Object> last) {}

    /**
     * Reads the token of a request for a further page; null when there is none.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER when it is none of this list
     */
    public static @Nullable PageToken after(JsonObject fields, String question) {
        return fields.optionalText("page_token")
                .filter(text -> !text.isEmpty())
                .map(text -> PageToken.decode(text, question))
                .orElse(null);
    }

    /** Returns the page after a token, or the first. */
    public Response of(@Nullable PageToken after, int limit) {
        return of(after, limit, head -> {});
    }

    /**
     * Returns the whole list.
     *
     * @param head writes what comes before it in the answer
     */
    public Response all(Consumer<JsonWriter> head) {
        return of(null, Integer.MAX_VALUE, head);
    }

    private Response of(@Nullable PageToken after, int limit, Consumer<JsonWriter> head) {
        Chunk<T> first = source.read(after, Math.min(limit, CHUNK));
        if (limit <= CHUNK || first.last() == null) {
            return Answers.of(
                    out -> {
                        head.accept(out);
                        out.objectsUnlessEmpty(field, first.elements(), writer)
                                .text("next_page_token", token(first.last()));
                    });
        }
        return Response.stream(
                200,
                "application/json",
                -1,
                stream -> {
                    Chunks chunks = new Chunks(first, limit);
                    Json.write(
                            stream,
                            out -> {
                                head.accept(out);
                                out.objects(field, () -> chunks, writer)
                                        .text("next_page_token", token(chunks.last));
                            });
                });
    }

    private @Nullable String token(@Nullable List<@Nullable Object> last) {
        return last == null ? null : new PageToken(question, last).encode();
    }

    /** Walks a page, reading ahead one chunk at a time. */
    private final class Chunks implements Iterator<T> {
        private final Deque<T> read = new ArrayDeque<>();
        private int left;
        @Nullable List<@Nullable Object> last;

        Chunks(Chunk<T> first, int limit) {
            left = limit;
            take(first);
        }

        private void take(Chunk<T> chunk) {
            read.addAll(chunk.elements());
            left -= chunk.elements().size();
            last = chunk.last();
        }

        @Override
        public boolean hasNext() {
            if (read.isEmpty() && last != null && left > 0) {
                take(source.read(new PageToken(question, last), Math.min(left, CHUNK)));
            }
            return !read.isEmpty();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return read.removeFirst();
        }
    }
}
