package io.clew.protocol.mlflow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PagedAnswerTests {
    private static final String QUESTION = "q";

    private final List<Integer> asked = new ArrayList<>();

    private PagedAnswer<Long> numbersTo(long end) {
        return new PagedAnswer<>(
                "numbers",
                QUESTION,
                (after, limit) -> {
                    asked.add(limit);
                    long first = after == null ? 1 : after.integer(0) + 1;
                    long last = Math.min(end, first + limit - 1);
                    return new PagedAnswer.Chunk<>(
                            LongStream.rangeClosed(first, last).boxed().toList(),
                            last == end ? null : List.of(last));
                },
                (out, number) -> out.number("n", number.longValue()));
    }

    private static JsonObject body(Response answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (answer.content()) {
            case Response.Content.Bytes bytes -> out.writeBytes(bytes.bytes());
            case Response.Content.Stream stream -> stream.writer().writeTo(out);
            case Response.Content.Empty empty -> {}
            case Response.Content.File file -> throw new AssertionError("no file was asked for");
        }
        return Json.readObject(out.toByteArray());
    }

    private static List<Long> numbers(JsonObject body) {
        return body.objects("numbers").stream().map(one -> one.integer("n")).toList();
    }

    @Test
    void aPageLargerThanAChunkIsReadChunkByChunk() throws IOException {
        JsonObject body = body(numbersTo(5000).of(null, 2200));
        assertThat(numbers(body)).isEqualTo(LongStream.rangeClosed(1, 2200).boxed().toList());
        assertThat(asked).containsExactly(1000, 1000, 200);
        JsonObject rest =
                body(
                        numbersTo(2300)
                                .of(
                                        PageToken.decode(body.text("next_page_token"), QUESTION),
                                        2200));
        assertThat(numbers(rest)).isEqualTo(LongStream.rangeClosed(2201, 2300).boxed().toList());
        assertThat(rest.has("next_page_token")).isFalse();
    }

    @Test
    void aPageThatEndsWithTheListHasNoToken() throws IOException {
        JsonObject body = body(numbersTo(2000).of(null, 2000));
        assertThat(numbers(body)).hasSize(2000);
        assertThat(body.has("next_page_token")).isFalse();
        assertThat(asked).containsExactly(1000, 1000);
    }

    @Test
    void aSmallPageIsReadAtOnce() throws IOException {
        JsonObject body = body(numbersTo(10).of(null, 3));
        assertThat(numbers(body)).containsExactly(1L, 2L, 3L);
        assertThat(body.text("next_page_token")).isNotEmpty();
        assertThat(asked).containsExactly(3);
    }

    @Test
    void aWholeListComesBehindItsHead() throws IOException {
        for (long end : new long[] {3, 3000}) {
            JsonObject body = body(numbersTo(end).all(head -> head.text("root", "r")));
            assertThat(body.names()).containsExactly("root", "numbers");
            assertThat(numbers(body)).isEqualTo(LongStream.rangeClosed(1, end).boxed().toList());
        }
    }

    @Test
    void anEmptyListIsLeftOut() throws IOException {
        assertThat(body(numbersTo(0).of(null, 5000)).asMap()).isEmpty();
    }
}
