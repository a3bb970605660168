package io.clew.protocol.mlflow.runs;

import io.clew.protocol.mlflow.search.Comparator;
import io.clew.protocol.mlflow.search.FieldKind;
import io.clew.protocol.mlflow.search.SearchEntity;
import java.util.Set;

/** Says what runs can be searched and ordered by. */
final class RunEntity {
    private RunEntity() {}

    static final SearchEntity INSTANCE = build();

    private static SearchEntity build() {
        SearchEntity.Attribute start = number("start_time");
        SearchEntity.Attribute name = text("run_name", Comparator.TEXT);
        SearchEntity.Attribute nameByAlias =
                new SearchEntity.Attribute("run_name", false, true, false, Comparator.TEXT);
        return new SearchEntity.Builder()
                .kind(FieldKind.METRIC, Comparator.NUMERIC)
                .kind(FieldKind.PARAM, Comparator.TEXT_OR_NULL)
                .kind(FieldKind.TAG, Comparator.TEXT_OR_NULL)
                .kind(FieldKind.DATASET, Comparator.TEXT_OR_LIST)
                .datasetKeys(Set.of("name", "digest", "context"))
                .orderedBy(FieldKind.METRIC)
                .orderedBy(FieldKind.PARAM)
                .orderedBy(FieldKind.TAG)
                .attribute("run_id", text("run_id", Comparator.TEXT_OR_LIST))
                .attribute("run_name", name)
                .attribute("run name", nameByAlias)
                .attribute("Run name", nameByAlias)
                .attribute("Run Name", nameByAlias)
                .attribute("status", text("status", Comparator.TEXT))
                .attribute("user_id", text("user_id", Comparator.TEXT))
                .attribute("artifact_uri", text("artifact_uri", Comparator.TEXT))
                .attribute("start_time", start)
                .attribute("created", start)
                .attribute("Created", start)
                .attribute("end_time", number("end_time"))
                .build();
    }

    private static SearchEntity.Attribute text(String name, Set<Comparator> comparators) {
        return new SearchEntity.Attribute(name, false, true, true, comparators);
    }

    private static SearchEntity.Attribute number(String name) {
        return new SearchEntity.Attribute(name, true, true, true, Comparator.NUMERIC);
    }

    /** Returns the column that holds an attribute, of a table called {@code r}. */
    static String column(String attribute) {
        return switch (attribute) {
            case "run_id" -> "r.run_id";
            case "run_name" -> "r.name";
            case "status" -> "r.status";
            case "user_id" -> "r.user_id";
            case "artifact_uri" -> "r.artifact_uri";
            case "start_time" -> "r.start_ms";
            case "end_time" -> "r.end_ms";
            default -> throw new IllegalArgumentException("runs have no attribute " + attribute);
        };
    }
}
