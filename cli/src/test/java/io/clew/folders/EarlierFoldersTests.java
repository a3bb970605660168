package io.clew.folders;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.server.Clew;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every data folder that an earlier schema left opens, whole, and answers. */
class EarlierFoldersTests {

    @TempDir Path folder;

    static List<String> names() throws IOException {
        return EarlierFolders.names();
    }

    @Test
    void thereAreFolders() throws IOException {
        assertThat(names()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsLogReadsBackAsItWas(String name) throws IOException {
        EarlierFolders.unpack(name, folder);
        FolderContents expected =
                FolderContents.readFrom(EarlierFolders.FOLDERS.resolve(name + ".properties"));
        assertThat(FolderContents.of(folder)).isEqualTo(expected);
        assertThat(FolderContents.of(folder)).as("opened again").isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aServerOnItAnswersFromIt(String name) throws IOException, InterruptedException {
        EarlierFolders.unpack(name, folder);
        try (Clew clew = Clew.start(MakeFolder.config(folder))) {
            HttpResponse<String> lineage =
                    get(clew, "/api/v1/lineage?of=models%3A%2Ffraud%40production");
            assertThat(lineage.statusCode()).as(lineage.body()).isEqualTo(200);
            assertThat(lineage.body())
                    .contains("urn:clew:model-version:mlflow/fraud/3", "urn:clew:logged-model:");
            HttpResponse<String> model =
                    get(clew, "/api/2.0/mlflow/registered-models/get?name=fraud");
            assertThat(model.statusCode()).as(model.body()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> get(Clew clew, String path)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create(clew.address() + path);
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }
}
