package io.clew.harvest.mlflow;

import io.clew.harvest.Item;
import io.clew.harvest.mlflow.files.OldFile;
import io.clew.harvest.mlflow.files.OldFiles;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads files through an old server, which reads them wherever they are. */
final class RestFiles implements OldFiles {

    private final RestCalls calls;

    RestFiles(RestCalls calls) {
        this.calls = calls;
    }

    @Override
    public Optional<List<OldFile>> list(Of of, String id, String uri) throws IOException {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        List<OldFile> files = new ArrayList<>();
        String below = uri.replaceFirst(".*/" + id + "/artifacts/?", "");
        list(of, id, uri.equals(below) ? "" : below, files);
        return Optional.of(files);
    }

    private void list(Of of, String id, String folder, List<OldFile> files) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        if (of == Of.RUN) {
            query.put("run_id", id);
        }
        if (!folder.isEmpty()) {
            query.put(of == Of.RUN ? "path" : "artifact_directory_path", folder);
        }
        List<String> folders = new ArrayList<>();
        try {
            calls.list(
                    path(of, id),
                    query,
                    "files",
                    file -> {
                        String name = file.path("path").asString("");
                        if (file.path("is_dir").asBoolean(false)) {
                            folders.add(name);
                        } else {
                            files.add(file(of, id, name, file));
                        }
                    });
        } catch (ClewException refused) {
            if (refused.code() == ErrorCode.UNAVAILABLE) {
                throw refused;
            }
            throw new IOException(refused.getMessage(), refused);
        }
        for (String each : folders) {
            list(of, id, each, files);
        }
    }

    /** Asks once: an old server that cannot read its own files must not hold up all else. */
    @Override
    public Optional<List<OldFile>> named(
            Of of, String id, String uri, String folder, Set<String> names) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        if (of == Of.RUN) {
            query.put("run_id", id);
        }
        if (!folder.isEmpty()) {
            query.put(of == Of.RUN ? "path" : "artifact_directory_path", folder);
        }
        List<OldFile> files = new ArrayList<>();
        try (InputStream in = calls.open("/api/2.0/mlflow/" + path(of, id), query)) {
            for (JsonNode file : Item.JSON.readTree(in).path("files")) {
                String name = file.path("path").asString("");
                if (!file.path("is_dir").asBoolean(false)
                        && names.contains(name.substring(name.lastIndexOf('/') + 1))) {
                    files.add(file(of, id, name, file));
                }
            }
        } catch (JacksonException noJson) {
            throw new IOException("the old server does not list files as an MLflow does", noJson);
        }
        return Optional.of(files);
    }

    private static String path(Of of, String id) {
        return of == Of.RUN ? "artifacts/list" : "logged-models/" + id + "/artifacts/directories";
    }

    private OldFile file(Of of, String id, String path, JsonNode file) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(of == Of.RUN ? "path" : "artifact_file_path", path);
        if (of == Of.RUN) {
            query.put("run_id", id);
        }
        String call =
                of == Of.RUN
                        ? "/get-artifact"
                        : "/ajax-api/2.0/mlflow/logged-models/" + id + "/artifacts/files";
        return new OldFile(
                path, file.path("file_size").asLong(0), "", () -> calls.open(call, query));
    }
}
