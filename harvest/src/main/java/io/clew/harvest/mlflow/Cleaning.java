package io.clew.harvest.mlflow;

import io.clew.model.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes secrets out of tags, params and addresses, and turns addresses of the old artifact proxy
 * into those of the files behind it.
 *
 * @param proxyRoot what the old server was given as {@code --artifacts-destination}; empty when its
 *     files were not behind it, or that is not known
 */
record Cleaning(String proxyRoot) {

    private static final String PROXY = "mlflow-artifacts:";

    Doc clean(Doc doc) {
        Map<String, Object> fields = new LinkedHashMap<>(doc.fields());
        fields.replaceAll(
                (name, value) ->
                        switch (name) {
                            case "tags", "params" -> texts((Map<?, ?>) value);
                            case "uri", "location", "storage", "source" ->
                                    Secrets.redact(placed(String.valueOf(value)));
                            case "description" -> Secrets.redact(String.valueOf(value));
                            default -> value;
                        });
        return new Doc(doc.name(), fields, doc.pointsMark());
    }

    private static Map<String, String> texts(Map<?, ?> texts) {
        Map<String, String> clean = new LinkedHashMap<>();
        texts.forEach(
                (key, value) ->
                        clean.put(
                                String.valueOf(key),
                                Secrets.masked(String.valueOf(key), String.valueOf(value))));
        return clean;
    }

    private String placed(String uri) {
        if (proxyRoot.isEmpty() || !uri.startsWith(PROXY)) {
            return uri;
        }
        String path =
                uri.substring(PROXY.length()).replaceFirst("^//[^/]*", "").replaceFirst("^/+", "");
        return proxyRoot + (proxyRoot.endsWith("/") ? "" : "/") + path;
    }
}
