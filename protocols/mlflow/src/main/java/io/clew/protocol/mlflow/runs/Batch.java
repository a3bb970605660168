package io.clew.protocol.mlflow.runs;

import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.List;

/** Holds what one log-batch call writes, before it is checked. */
record Batch(String runId, List<Measured> metrics, List<KeyValue> params, List<KeyValue> tags) {}
