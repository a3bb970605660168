package io.clew.harvest.metaflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.harvest.Given;
import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.Source;
import io.clew.model.ClewException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaflowSourceTests {
    @TempDir Path folder;
    private Path root;

    /** Remembers what is put into it. */
    private static final class Kept implements Sink {
        final List<Item> items = new ArrayList<>();
        final Map<String, String> problems = new TreeMap<>();
        String position = "";

        @Override
        public void expect(long records) {}

        @Override
        public void put(List<Item> records, String at) {
            items.addAll(records);
            position = at;
        }

        @Override
        public void problem(String what, String reason) {
            problems.put(what, reason);
        }

        @Override
        public Set<String> changed(Map<String, String> marks) {
            return marks.keySet();
        }

        @Override
        public void known(String prefix, Consumer<String> visitor) {}

        List<String> names() {
            return items.stream().map(Item::name).toList();
        }
    }

    @BeforeEach
    void write() throws IOException {
        root = folder.resolve(".metaflow");
        self("F", "{\"flow_id\":\"F\"}", 1_000_000);
        self("F/12", "{\"run_number\":\"12\"}", 2_000_000);
        self("F/12/start", "{\"step_name\":\"start\"}", 2_000_000);
        self("F/12/start/2", "{\"task_id\":\"2\"}", 4_000_000);
        self("F/12/start/1", "{\"task_id\":\"1\"}", 3_000_000);
        file("F/12/start/1/_meta/sysmeta_attempt_1.json", "{\"field_name\":\"attempt\"}");
        file("F/12/start/1/_meta/0_artifact_x.json", "{\"name\":\"x\"}");
        file("F/12/start/1/0.data.json", "not read");
        file("F/data/aa/aabb", "not read");
        touch("F/12/start/1/_meta", 3_000_000);
    }

    private void self(String thing, String json, long millis) throws IOException {
        file(thing + "/_meta/_self.json", json);
        touch(thing + "/_meta/_self.json", millis);
        touch(thing + "/_meta", millis);
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void touch(String name, long millis) throws IOException {
        Files.setLastModifiedTime(root.resolve(name), FileTime.fromMillis(millis));
    }

    private Kept read(String position) throws IOException, InterruptedException {
        Kept kept = new Kept();
        try (Source source =
                new MetaflowKind().open(new Given(folder.toString(), Map.of(), name -> null))) {
            assertThat(source.origin()).isEqualTo(root.toString());
            source.read(position, kept);
        }
        return kept;
    }

    @Test
    void bringsRunsAndTasksInTheOrderOfTheirChange() throws IOException, InterruptedException {
        Kept kept = read("");
        assertThat(kept.names())
                .containsExactly("run F/12", "task F/12/start/1", "task F/12/start/2");
        assertThat(kept.position).isEqualTo("4000000");
        String task = new String(kept.items.get(1).json(), StandardCharsets.UTF_8);
        assertThat(task)
                .contains("\"metadata\":[{\"field_name\":\"attempt\"}]")
                .contains("\"artifacts\":[{\"name\":\"x\"}]")
                .contains("\"step\":{\"step_name\":\"start\"}");
    }

    @Test
    void bringsWhatChangedSince() throws IOException, InterruptedException {
        assertThat(read("4000000").names()).containsExactly("task F/12/start/2");
        touch("F/12/_meta/_self.json", 5_000_000);
        Kept kept = read("4500000");
        assertThat(kept.names()).containsExactly("run F/12");
        assertThat(kept.position).isEqualTo("5000000");
        assertThat(read("9000000").names()).isEmpty();
    }

    @Test
    void leavesOutWhatIsHalfWritten() throws IOException, InterruptedException {
        file("F/12/start/1/_meta/sysmeta_user_1.json", "{\"field");
        touch("F/12/start/1/_meta", 3_000_000);
        Kept kept = read("");
        assertThat(kept.names()).containsExactly("run F/12", "task F/12/start/2");
        assertThat(kept.problems).containsOnlyKeys("task F/12/start/1");
    }

    @Test
    void refusesWhatIsNoFolder() {
        for (String where : List.of("", folder.resolve("none").toString(), "\0")) {
            assertThatThrownBy(
                            () -> new MetaflowKind().open(new Given(where, Map.of(), name -> null)))
                    .isInstanceOf(ClewException.class);
        }
        assertThatThrownBy(() -> read("2026-01-01")).isInstanceOf(ClewException.class);
    }
}
