package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code catalog}: which catalog lists a dataset; credentials are taken out. */
final class Catalog implements Meaning {
    private static final List<String> TEXTS =
            List.of("framework", "type", "name", "metadataUri", "warehouseUri", "source");

    @Override
    public void state(Members facet, Subject subject) {
        Map<String, Object> catalog = new LinkedHashMap<>();
        for (String key : TEXTS) {
            @Nullable String text = facet.text(key);
            if (text != null) {
                catalog.put(key, Subject.bounded(SecretNames.masked("", text)));
            }
        }
        @Nullable Members properties = facet.object("catalogProperties");
        if (properties != null && !properties.all().isEmpty()) {
            Map<String, Object> kept = new TreeMap<>();
            for (String key : properties.all().keySet()) {
                @Nullable String text = properties.text(key);
                if (text != null) {
                    kept.put(key, SecretNames.masked(key, text));
                }
            }
            catalog.put("properties", Documents.of(kept));
        }
        subject.say(Attributes.CATALOG, catalog.isEmpty() ? null : catalog);
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.CATALOG);
    }
}
