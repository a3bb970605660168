package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonWriter;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes the answers of calls that succeed. */
final class Answers {
    /** Things shown at a time: bounds the memory of a long page, whose things may be large. */
    private static final int CHUNK = 20;

    private Answers() {}

    /** Answers with an object. */
    static Response of(Consumer<JsonWriter> members) {
        return Response.json(200, Json.bytes(members));
    }

    /** Answers with one page of a list that is in memory. */
    static <T> Response list(
            String member, List<T> elements, BiConsumer<JsonWriter, T> write, long total) {
        return of(out -> out.objects(member, elements, write).number("totalCount", total));
    }

    /**
     * Answers with one page of a list, of which a part at a time is read and written.
     *
     * @param keys what is on the page
     * @param read makes views of some of them, in order
     */
    static <K, V> Response page(
            String member,
            List<K> keys,
            Function<List<K>, List<V>> read,
            BiConsumer<JsonWriter, V> write,
            long total) {
        List<V> first = keys.isEmpty() ? List.of() : read.apply(chunk(keys, 0));
        if (keys.size() <= CHUNK) {
            return list(member, first, write, total);
        }
        return Response.stream(
                200,
                "application/json",
                -1,
                out ->
                        Json.write(
                                out,
                                json ->
                                        json.objects(
                                                        member,
                                                        () -> new Chunks<>(keys, first, read),
                                                        write)
                                                .number("totalCount", total)));
    }

    private static <K> List<K> chunk(List<K> keys, int from) {
        return keys.subList(from, Math.min(keys.size(), from + CHUNK));
    }

    /** Reads the views of keys as they are needed. */
    private static final class Chunks<K, V> implements Iterator<V> {
        private final List<K> keys;
        private final Function<List<K>, List<V>> read;
        private Iterator<V> views;
        private int next;

        Chunks(List<K> keys, List<V> first, Function<List<K>, List<V>> read) {
            this.keys = keys;
            this.read = read;
            this.views = first.iterator();
            this.next = CHUNK;
        }

        @Override
        public boolean hasNext() {
            while (!views.hasNext() && next < keys.size()) {
                views = read.apply(chunk(keys, next)).iterator();
                next += CHUNK;
            }
            return views.hasNext();
        }

        @Override
        public V next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return views.next();
        }
    }
}
