package io.clew.protocol.mlflow;

import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.model.log.LogRecord;
import java.util.ArrayList;
import java.util.List;

/** Writes facts as short texts, for tests to compare. */
public final class Facts {
    private static final int PREFIX = "urn:clew:".length();

    private Facts() {}

    /** Returns all facts of some records in order; nodes that were added are left out. */
    public static List<String> texts(List<LogRecord> records) {
        List<String> texts = new ArrayList<>();
        for (LogRecord record : records) {
            switch (record) {
                case LogRecord.NodeAdded added -> {}
                case LogRecord.EdgeAsserted edge -> texts.add(edge(edge.fact()));
                case LogRecord.AttributeAsserted attribute ->
                        texts.add(
                                text(attribute.fact().node())
                                        + " "
                                        + attribute.fact().key()
                                        + "="
                                        + attribute.fact().value()
                                        + at(attribute.fact().at()));
                case LogRecord.EdgeRetracted edge ->
                        texts.add(
                                "not "
                                        + text(edge.fact().from())
                                        + " "
                                        + edge.fact().kind()
                                        + " "
                                        + text(edge.fact().to()));
                case LogRecord.AttributeRetracted attribute ->
                        texts.add(
                                "not "
                                        + text(attribute.fact().node())
                                        + " "
                                        + attribute.fact().key());
            }
        }
        return texts;
    }

    private static String edge(Fact.EdgeFact fact) {
        return text(fact.from())
                + " "
                + fact.kind()
                + " "
                + text(fact.to())
                + (fact.attributes().isEmpty() ? "" : " " + fact.attributes())
                + at(fact.at());
    }

    private static String text(Urn urn) {
        return urn.toString().substring(PREFIX);
    }

    /** A reported time is shown, for it can be told; one of receipt is not. */
    private static String at(EventTime at) {
        return at.source() == EventTime.Source.REPORTED ? " @" + at.at().toEpochMilli() : "";
    }
}
