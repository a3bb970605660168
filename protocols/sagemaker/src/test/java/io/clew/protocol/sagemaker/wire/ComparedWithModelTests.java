package io.clew.protocol.sagemaker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares the table of shapes with AWS's own model of the service, where that lies beside the
 * checkout; the bounds themselves are tested by {@link ChecksTests} without it.
 */
class ComparedWithModelTests {
    private final List<String> differences = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    @ParameterizedTest
    @CsvSource({"lineage-service-2.json,operations", "metrics-service-2.json,metrics"})
    void everyOperationTakesWhatTheModelSays(String file, String table) throws IOException {
        Path model = model(file);
        assumeThat(model).exists();
        Shapes shapes = table.equals("metrics") ? Shapes.METRICS : Shapes.OPERATIONS;
        JsonObject service = Json.readObject(Files.readAllBytes(model));
        JsonObject theirs = service.object("shapes");
        for (String operation : service.object("operations").names()) {
            String input =
                    service.object("operations").object(operation).object("input").text("shape");
            compare(operation, shapes.get(operation), theirs.object(input), shapes, theirs);
        }
        assertThat(differences).isEmpty();
        assertThat(compared).hasSizeGreaterThan(10);
    }

    /** The data that some checkouts have beside them. */
    private static Path model(String file) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path found = folder.resolveSibling("shared").resolve("data/sagemaker").resolve(file);
            if (Files.exists(found)) {
                return found;
            }
            folder = folder.getParent();
        }
        return Path.of(file);
    }

    private void compare(
            String name, Shape ours, JsonObject theirs, Shapes shapes, JsonObject all) {
        if (!compared.add(name)) {
            return;
        }
        switch (ours) {
            case Shape.Text text -> {
                same(name, "type", "string", theirs.text("type"));
                same(
                        name,
                        "pattern",
                        text.pattern() == null ? "" : text.pattern().pattern(),
                        theirs.optionalText("pattern").orElse(""));
                bounds(name, text.length(), theirs);
            }
            case Shape.Enumeration words -> same(name, "enum", words.words(), theirs.texts("enum"));
            case Shape.Whole whole -> bounds(name, whole.value(), theirs);
            case Shape.Real real -> same(name, "type", "double", theirs.text("type"));
            case Shape.Truth truth -> same(name, "type", "boolean", theirs.text("type"));
            case Shape.Moment moment -> same(name, "type", "timestamp", theirs.text("type"));
            case Shape.Listing listing -> {
                bounds(name, listing.size(), theirs);
                String element = theirs.object("member").text("shape");
                same(name, "element", listing.element(), element);
                compare(element, shapes.get(element), all.object(element), shapes, all);
            }
            case Shape.Mapping mapping -> {
                bounds(name, mapping.size(), theirs);
                for (String side : List.of("key", "value")) {
                    String shape = theirs.object(side).text("shape");
                    same(name, side, side.equals("key") ? mapping.key() : mapping.value(), shape);
                    compare(shape, shapes.get(shape), all.object(shape), shapes, all);
                }
            }
            case Shape.Structure structure -> {
                List<String> required = theirs.texts("required");
                same(
                        name,
                        "members",
                        structure.members().keySet(),
                        theirs.object("members").names());
                for (Map.Entry<String, Shape.Member> member : structure.members().entrySet()) {
                    String shape = theirs.object("members").object(member.getKey()).text("shape");
                    same(name + "." + member.getKey(), "shape", member.getValue().shape(), shape);
                    same(
                            name + "." + member.getKey(),
                            "required",
                            member.getValue().required(),
                            required.contains(member.getKey()));
                    compare(shape, shapes.get(shape), all.object(shape), shapes, all);
                }
            }
        }
    }

    private void bounds(String name, Shape.Bounds ours, JsonObject theirs) {
        same(name, "min", ours.least(), theirs.value("min"));
        same(name, "max", ours.most(), theirs.value("max"));
    }

    private void same(String name, String what, Object ours, Object theirs) {
        if (!(ours == null ? theirs == null : ours.equals(theirs))) {
            differences.add("%s %s: %s and not %s".formatted(name, what, ours, theirs));
        }
    }
}
