package io.clew.folders;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.cli.demo.FraudStory;
import io.clew.server.Clew;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the data folder of today's schema for {@link EarlierFoldersTests}; run by {@code make
 * data-folder NAME=…} whenever the schema of a release or of the end of a piece of work is new.
 *
 * <p>Named so that no ordinary run of the tests takes it.
 */
class MakeFolder {

    private static final Instant TOLD = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void make(@TempDir Path folder) throws IOException, InterruptedException {
        String name = System.getProperty("name", "");
        assertThat(name).as("-Dname=…, such as 0003").matches("[0-9a-z.-]+");
        try (Clew clew = Clew.start(config(folder))) {
            new FraudStory(clew.address(), TOLD).play();
            manyPoints(clew.address());
        }
        FolderArchive.pack(folder, EarlierFolders.FOLDERS.resolve(name + ".zip"));
        FolderContents.of(folder).write(EarlierFolders.FOLDERS.resolve(name + ".properties"));
    }

    /** Logs enough points, one by one and in batches, that blocks and tails are both there. */
    private static void manyPoints(URI server) throws IOException, InterruptedException {
        String run =
                post(
                                server,
                                "runs/create",
                                "{\"experiment_id\":\"0\",\"start_time\":1772366400000}")
                        .replaceAll("(?s).*\"run_id\":\"([0-9a-f]{32})\".*", "$1");
        for (int batch = 0; batch < 70; batch++) {
            StringBuilder metrics = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                int step = batch * 20 + i;
                metrics.append(i == 0 ? "" : ",")
                        .append("{\"key\":\"loss\",\"value\":")
                        .append(1.0 / (1 + step))
                        .append(",\"timestamp\":")
                        .append(1772366400000L + 10L * step)
                        .append(",\"step\":")
                        .append(step)
                        .append('}');
            }
            post(
                    server,
                    "runs/log-batch",
                    "{\"run_id\":\"" + run + "\",\"metrics\":[" + metrics + "]}");
        }
    }

    private static String post(URI server, String call, String body)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var response =
                    http.send(
                            HttpRequest.newBuilder(server.resolve("/api/2.0/mlflow/" + call))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }

    static Config config(Path folder) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, folder.toString());
        flags.put(Setting.ARTIFACTS, folder.resolve("artifacts").toString());
        return Config.of(flags);
    }
}
