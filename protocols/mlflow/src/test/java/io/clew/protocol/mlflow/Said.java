package io.clew.protocol.mlflow;

import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.model.log.LogRecord;
import java.util.List;
import java.util.stream.Collectors;

/** Shows facts as short lines, such as {@code model-version/fraud/1 version-of model/fraud}. */
public final class Said {
    private Said() {}

    /** Returns what the entries after a number of them said, in order. */
    public static List<String> after(MlflowServer server, int entries) {
        return server.recordsAfter(entries).stream()
                .map(Said::line)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String line(LogRecord record) {
        return switch (record) {
            case LogRecord.NodeAdded added -> "";
            case LogRecord.EdgeAsserted asserted -> edge(asserted.fact());
            case LogRecord.AttributeAsserted asserted -> attribute(asserted.fact());
            case LogRecord.EdgeRetracted retracted ->
                    "no longer "
                            + node(retracted.fact().from())
                            + " "
                            + retracted.fact().kind()
                            + " "
                            + node(retracted.fact().to());
            case LogRecord.AttributeRetracted retracted ->
                    "no longer " + node(retracted.fact().node()) + " " + retracted.fact().key();
        };
    }

    private static String edge(Fact.EdgeFact edge) {
        return node(edge.from())
                + " "
                + edge.kind()
                + " "
                + node(edge.to())
                + switch (edge.assertion()) {
                    case DECLARED -> "";
                    case OBSERVED -> " (observed)";
                    case INFERRED ->
                            " (inferred by "
                                    + (edge.inference() == null ? "" : edge.inference().rule())
                                    + ")";
                };
    }

    private static String attribute(Fact.AttributeFact attribute) {
        return node(attribute.node()) + " " + attribute.key() + "=" + attribute.value();
    }

    private static String node(Urn urn) {
        return urn.kind()
                + urn.segments().stream()
                        .filter(segment -> !segment.equals("mlflow"))
                        .collect(Collectors.joining("/", "/", ""));
    }
}
