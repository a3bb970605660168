package io.clew.harvest.mlflow;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Takes records as a server does that remembers marks, and lets tests look at them. */
final class Heard implements Sink {
    final Map<String, JsonNode> records = new TreeMap<>();
    final Map<String, String> problems = new TreeMap<>();

    /** Contents by path; what came again is behind a bar. */
    final Map<String, String> files = new TreeMap<>();

    final List<String> positions = new ArrayList<>();
    final Map<String, String> marks = new HashMap<>();

    @Override
    public void expect(long records) {}

    @Override
    public void put(List<Item> items, String position) {
        for (Item item : items) {
            records.put(item.name(), Item.JSON.readTree(item.json()));
            if (item.mark().equals(Item.GONE)) {
                marks.remove(item.name());
            } else if (!item.mark().isEmpty()) {
                marks.put(item.name(), item.mark());
            }
        }
        positions.add(position);
    }

    @Override
    public Stored file(String path, long sizeBytes, Content content) {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readAllBytes();
            files.merge(
                    path, new String(bytes, StandardCharsets.UTF_8), (was, is) -> was + "|" + is);
            return new Stored("digest of " + path, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<String> changed(Map<String, String> now) {
        Set<String> changed = new LinkedHashSet<>();
        now.forEach(
                (name, mark) -> {
                    if (!mark.equals(marks.get(name))) {
                        changed.add(name);
                    }
                });
        return changed;
    }

    @Override
    public void known(String prefix, Consumer<String> visitor) {
        List.copyOf(marks.keySet()).stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .forEach(visitor);
    }

    @Override
    public void problem(String what, String reason) {
        problems.put(what, reason);
    }
}
