package io.clew.protocol.openlineage.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.openlineage.OpenLineageUrns;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Holds that what a run says of a part does not depend on the order of a map's members. */
class PartTests {

    private static final List<String> NAMES = List.of("rows", "bytes", "files");

    private static Map<String, Object> told(List<String> names, long rows) {
        SequencedMap<String, Object> told = new LinkedHashMap<>();
        names.forEach(name -> told.put(name, name.equals("rows") ? rows : 7L));
        return told;
    }

    @Test
    void ofTwoThatSpeakOfOneTimeTheSameWinsWhicheverCameFirstAndHoweverItWasWritten() {
        Map<String, Object> few = told(NAMES, 1);
        Map<String, Object> many = told(NAMES.reversed(), 2);

        Part first = Part.NONE.and(5, few).and(5, many);
        Part second = Part.NONE.and(5, many).and(5, few);

        assertThat(first).isEqualTo(second);
    }

    @Test
    void aRecordHasTheSameTextHoweverItsMembersWereWritten() {
        assertThat(text(told(NAMES, 1)))
                .contains("\"rows\":1")
                .isEqualTo(text(told(NAMES.reversed(), 1)));
    }

    private static String text(Map<String, Object> told) {
        RunRecord record = RunRecord.empty("run", "producer");
        record.inputs()
                .put(
                        OpenLineageUrns.job("ns", "table"),
                        new InputUse(Span.at(5), null, 5, Part.NONE.and(5, told)));
        return new String(RunRecordJson.write(record), StandardCharsets.UTF_8);
    }
}
