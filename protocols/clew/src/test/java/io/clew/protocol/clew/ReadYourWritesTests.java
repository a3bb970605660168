package io.clew.protocol.clew;

import static io.clew.protocol.clew.Api.q;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that an answer read after a write's reply contains that write, whoever else writes. */
class ReadYourWritesTests {

    private static final int CLIENTS = 8;
    private static final int WRITES = 12;

    @TempDir Path folder;

    @Test
    void everyAnswerAfterTheReplyContainsTheWrite() throws Exception {
        try (Api api = new Api(folder);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                Callable<Boolean> writing = () -> writeAndRead(api, number);
                all.add(clients.submit(writing));
            }
            for (Future<Boolean> each : all) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    private static boolean writeAndRead(Api api, int client) {
        for (int write = 0; write < WRITES; write++) {
            String word = "word%dx%d".formatted(client, write);
            HttpResponse<String> made =
                    api.post(
                            "/notes",
                            "{\"ref\":\"models:/fraud/1\",\"text\":\"I say %s.\"}".formatted(word));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            String urn = Api.json(made).get("urn").asString();
            for (String url :
                    List.of(
                            "/node?ref=" + q(urn),
                            "/lineage?of=" + q(urn),
                            "/lineage?direction=downstream&depth=1&edge=concerns&of=models:/fraud/1",
                            "/explain?ref=models:/fraud/1",
                            "/search?q=" + word)) {
                HttpResponse<String> read = api.get(url);
                assertThat(read.statusCode()).as(url).isEqualTo(200);
                assertThat(read.body()).as(url).contains(url.contains("explain") ? word : urn);
            }
        }
        return true;
    }
}
