package io.clew.protocol.mlflow.artifacts;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Guesses the content type of a file by its name, never by its content.
 *
 * <p>Text that a browser could run is plain text, as in MLflow.
 */
final class MimeTypes {
    private static final String BINARY = "application/octet-stream";

    private static final Set<String> TEXT =
            Set.of(
                    "txt",
                    "log",
                    "err",
                    "cfg",
                    "conf",
                    "cnf",
                    "cf",
                    "ini",
                    "properties",
                    "prop",
                    "hocon",
                    "toml",
                    "yaml",
                    "yml",
                    "xml",
                    "json",
                    "js",
                    "py",
                    "py3",
                    "csv",
                    "tsv",
                    "md",
                    "rst",
                    "ipynb",
                    "MLmodel",
                    "mlproject");

    private static final Map<String, String> OTHERS =
            Map.ofEntries(
                    Map.entry("html", "text/html"),
                    Map.entry("htm", "text/html"),
                    Map.entry("css", "text/css"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("bmp", "image/bmp"),
                    Map.entry("tif", "image/tiff"),
                    Map.entry("tiff", "image/tiff"),
                    Map.entry("pdf", "application/pdf"),
                    Map.entry("zip", "application/zip"),
                    Map.entry("tar", "application/x-tar"),
                    Map.entry("wav", "audio/x-wav"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("geojson", "application/geo+json"));

    private MimeTypes() {}

    static String of(String name) {
        int dot = name.lastIndexOf('.');
        // A leading dot begins a hidden file's name and no extension.
        String extension = dot <= 0 ? name : name.substring(dot + 1);
        if (TEXT.contains(extension)) {
            return "text/plain";
        }
        return dot <= 0 ? BINARY : OTHERS.getOrDefault(extension.toLowerCase(Locale.ROOT), BINARY);
    }
}
