package io.clew.protocol.mlflow.runs;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.datasets.Dataset;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.List;

/** Shows one dataset that a run took in, with the tags of that use. */
record DatasetInput(List<KeyValue> tags, Dataset dataset) {

    /** Writes it as the members of an object. */
    static void write(JsonWriter out, DatasetInput input) {
        out.objectsUnlessEmpty("tags", input.tags, KeyValue::write)
                .object("dataset", input.dataset::write);
    }
}
