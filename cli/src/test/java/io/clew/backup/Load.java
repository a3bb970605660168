package io.clew.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes runs, metrics and files to a server from several threads until it is closed. */
final class Load implements AutoCloseable {
    private static final int WRITERS = 3;

    private final URI server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> writers = new ArrayList<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean isOver;

    Load(URI server) {
        this.server = server;
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.add(
                    threads.submit(
                            () -> {
                                while (!isOver) {
                                    round(number, rounds.incrementAndGet());
                                }
                                return null;
                            }));
        }
    }

    /** Waits until so many more rounds have begun. */
    void awaitRounds(int more) {
        int wanted = rounds.get() + more;
        while (rounds.get() < wanted) {
            assertThat(writers).noneMatch(Future::isDone);
            Thread.onSpinWait();
        }
    }

    /** Makes a run with points; a file is made, replaced and deleted, another one stays. */
    private void round(int writer, int round) throws IOException, InterruptedException {
        String run =
                mlflow("runs/create", "{\"experiment_id\":\"0\",\"start_time\":1772366400000}")
                        .replaceAll("(?s).*\"run_id\":\"([0-9a-f]{32})\".*", "$1");
        for (int step = 0; step < 5; step++) {
            mlflow(
                    "runs/log-metric",
                    "{\"run_id\":\"%s\",\"key\":\"loss\",\"value\":%d.5,\"timestamp\":%d,\"step\":%d}"
                            .formatted(run, step, 1772366400000L + step, step));
        }
        mlflow(
                "runs/log-parameter",
                "{\"run_id\":\"" + run + "\",\"key\":\"p\",\"value\":\"" + round + "\"}");
        String files = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/";
        send("PUT", files + "kept.txt", "kept " + round);
        send("PUT", files + "changed.txt", "first " + round);
        send("PUT", files + "changed.txt", ("second " + writer).repeat(20_000));
        send("PUT", files + "deleted.txt", "deleted " + round);
        send("DELETE", files + "deleted.txt", "");
    }

    private String mlflow(String call, String body) throws IOException, InterruptedException {
        return send("POST", "/api/2.0/mlflow/" + call, body);
    }

    private String send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(server.resolve(path))
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return response.body();
    }

    @Override
    public void close() {
        isOver = true;
        try {
            for (Future<?> writer : writers) {
                writer.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new AssertionError("a writer failed", e.getCause());
        } finally {
            threads.shutdown();
            http.close();
        }
    }
}
