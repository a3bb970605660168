package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.questions.edge.Link;
import io.clew.questions.node.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Answers which assertions on data held and which failed. */
final class Assertions {

    private Assertions() {}

    /** Answers how the newest results of a dataset or a version of one came out. */
    static List<Answer> results(Scene scene, Origins origins) {
        SortedMap<String, Value> results = scene.family(scene.self(), Attributes.ASSERTION);
        return results.isEmpty()
                ? List.of()
                : List.of(Answer.of(sentence(results) + ".").by(results.values()));
    }

    /** Returns the results of a version, and of its dataset what nobody said of the version. */
    static SortedMap<String, Value> of(Scene scene, int data) {
        List<Integer> ids = new ArrayList<>(List.of(data));
        scene.causes(List.of(data), EdgeKind.VERSION_OF).stream().map(Link::to).forEach(ids::add);
        return scene.family(ids, Attributes.ASSERTION);
    }

    /** Says how many there are and which failed. */
    static String sentence(SortedMap<String, Value> results) {
        List<String> failed =
                results.entrySet().stream()
                        .filter(result -> !held(result.getValue()))
                        .map(result -> result.getKey() + figures(result.getValue()))
                        .toList();
        String all = Words.count(results.size(), "assertion");
        return failed.isEmpty()
                ? all + " on it held"
                : "Of %s on it %d failed: %s".formatted(all, failed.size(), Words.listed(failed));
    }

    /** Returns the results that failed, for evidence. */
    static Collection<Value> failed(SortedMap<String, Value> results) {
        return results.values().stream().filter(result -> !held(result)).toList();
    }

    private static boolean held(Value result) {
        return !(result.value() instanceof Map<?, ?> map
                && Boolean.FALSE.equals(map.get("success")));
    }

    private static String figures(Value result) {
        if (!(result.value() instanceof Map<?, ?> map)) {
            return "";
        }
        Optional<String> expected = Optional.ofNullable(map.get("expected")).map(Words::shown);
        Optional<String> actual = Optional.ofNullable(map.get("actual")).map(Words::shown);
        if (expected.isPresent() && actual.isPresent()) {
            return " (%s instead of %s)".formatted(actual.get(), expected.get());
        }
        return "";
    }
}
