package io.clew.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TreeTests {

    @Test
    void drawsEachNodeOnceAndRefersToItAfterwards() {
        String drawn =
                draw(
                        """
                        [{"urn":"v3","kind":"model-version","name":"fraud 3",
                          "attributes":{"alias.production":true}},
                         {"urn":"m","kind":"logged-model","name":"model","attributes":{}},
                         {"urn":"r","kind":"run","name":"train","attributes":{"status":"failed"}},
                         {"urn":"d","kind":"dataset-version","name":"tx",
                          "attributes":{"digest-strength":"weak"}}]
                        """,
                        """
                        [{"from":"v3","kind":"derived-from","to":"m","assertion":"declared"},
                         {"from":"m","kind":"generated-by","to":"r","assertion":"declared"},
                         {"from":"v3","kind":"generated-by","to":"r","assertion":"declared"},
                         {"from":"r","kind":"used","to":"d","assertion":"inferred",
                          "attributes":{"context":"training"},
                          "assertions":[{"evidence":{"rule":"latest-before-start"}}]}]
                        """);
        assertThat(drawn)
                .isEqualTo(
                        """
                        model-version fraud 3  @production
                        ├─ derived-from logged-model model  m
                        │  └─ generated-by run train  failed
                        │     └─ used (training) (inferred: latest-before-start) dataset-version tx  weak digest
                        └─ generated-by run train  failed  (as above)
                        """);
    }

    @Test
    void endsOnACycle() {
        String drawn =
                draw(
                        """
                        [{"urn":"a","kind":"run","name":"a"},{"urn":"b","kind":"run","name":"b"}]
                        """,
                        """
                        [{"from":"a","kind":"used","to":"b"},{"from":"b","kind":"used","to":"a"}]
                        """);
        assertThat(drawn)
                .isEqualTo(
                        """
                        run a
                        └─ used run b
                           └─ used run a  (as above)
                        """);
    }

    @Test
    void listsWhatNoShownEdgeLeadsTo() {
        String drawn =
                draw(
                        """
                        [{"urn":"v3","kind":"model-version","name":"fraud/3"},
                         {"urn":"b","kind":"dataset","name":"s3://bank/b"},
                         {"urn":"a","kind":"dataset","name":"s3://bank/a"}]
                        """,
                        "[]");
        assertThat(drawn)
                .isEqualTo(
                        """
                        model-version fraud/3

                        also in the answer
                          dataset s3://bank/b
                          dataset s3://bank/a
                        """);
    }

    @Test
    void saysWhatIsUnknownOfTheCodeAndNotOfTheRun() {
        String drawn =
                draw(
                        """
                        [{"urn":"r","kind":"run","name":"train",
                          "attributes":{"status":"complete","code-state":"unknown"}}]
                        """,
                        "[]");
        assertThat(drawn).isEqualTo("run train  code state unknown\n");
    }

    @Test
    void drawsColumnsBelowTheirDatasetWithWhatTheyCameFrom() {
        String drawn =
                draw(
                        """
                        [{"urn":"urn:clew:run:a/r","kind":"run","name":"train"},
                         {"urn":"urn:clew:dataset:s/t","kind":"dataset","name":"s/t"},
                         {"urn":"urn:clew:dataset:s/raw","kind":"dataset","name":"s/raw"},
                         {"urn":"urn:clew:column:s/t/a","kind":"column","name":"t#a"},
                         {"urn":"urn:clew:column:s/raw/c","kind":"column","name":"raw#c"}]
                        """,
                        """
                        [{"from":"urn:clew:run:a/r","kind":"used","to":"urn:clew:dataset:s/t"},
                         {"from":"urn:clew:dataset:s/t","kind":"derived-from",
                          "to":"urn:clew:dataset:s/raw"},
                         {"from":"urn:clew:column:s/t/a","kind":"part-of",
                          "to":"urn:clew:dataset:s/t"},
                         {"from":"urn:clew:column:s/raw/c","kind":"part-of",
                          "to":"urn:clew:dataset:s/raw"},
                         {"from":"urn:clew:column:s/t/a","kind":"derived-from",
                          "to":"urn:clew:column:s/raw/c","attributes":{"transformations":[
                          {"type":"DIRECT","subtype":"TRANSFORMATION","description":"x / 100",
                           "masking":false},
                          {"type":"INDIRECT","subtype":"GROUP_BY","description":"",
                           "masking":true}]}}]
                        """);
        assertThat(drawn)
                .isEqualTo(
                        """
                        run train
                        └─ used dataset s/t
                           ├─ derived-from dataset s/raw
                           │  └─ column raw#c
                           └─ column t#a
                              └─ derived-from (direct transformation “x / 100”; indirect group by, masked) column raw#c
                        """);
    }

    @Test
    void hangsTheMembersOfAnAskedContainerBelowItNewestFirst() {
        String drawn =
                draw(
                        """
                        [{"urn":"d","kind":"dataset","name":"s/features"},
                         {"urn":"v1","kind":"dataset-version","name":"features/1",
                          "created":"2026-01-01T00:00:00.000Z"},
                         {"urn":"v2","kind":"dataset-version","name":"features/2",
                          "created":"2026-01-02T00:00:00.000Z"},
                         {"urn":"raw","kind":"dataset","name":"s/raw"},
                         {"urn":"r1","kind":"dataset-version","name":"raw/1"}]
                        """,
                        """
                        [{"from":"v1","kind":"version-of","to":"d"},
                         {"from":"v2","kind":"version-of","to":"d"},
                         {"from":"v2","kind":"derived-from","to":"v1"},
                         {"from":"v1","kind":"derived-from","to":"r1"},
                         {"from":"r1","kind":"version-of","to":"raw"}]
                        """);
        assertThat(drawn)
                .isEqualTo(
                        """
                        dataset s/features
                        ├─ holds dataset-version features/2
                        │  └─ derived-from dataset-version features/1
                        │     ├─ derived-from dataset-version raw/1
                        │     │  └─ version-of dataset s/raw
                        │     └─ version-of dataset s/features
                        └─ holds dataset-version features/1  (as above)
                        """);
    }

    @Test
    void drawsAnAskedColumnAlongColumns() {
        String drawn =
                draw(
                        """
                        [{"urn":"urn:clew:column:s/t/a","kind":"column","name":"t#a"},
                         {"urn":"urn:clew:column:s/raw/c","kind":"column","name":"raw#c"},
                         {"urn":"urn:clew:dataset:s/t","kind":"dataset","name":"s/t"}]
                        """,
                        """
                        [{"from":"urn:clew:column:s/t/a","kind":"part-of",
                          "to":"urn:clew:dataset:s/t"},
                         {"from":"urn:clew:column:s/t/a","kind":"derived-from",
                          "to":"urn:clew:column:s/raw/c"}]
                        """);
        assertThat(drawn)
                .isEqualTo(
                        """
                        column t#a
                        ├─ derived-from column raw#c
                        └─ part-of dataset s/t
                        """);
    }

    private static String draw(String nodes, String edges) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen =
                new Screen(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        false,
                        ZoneOffset.UTC);
        List<JsonNode> allNodes = list(nodes);
        Tree.draw(allNodes.getFirst().path("urn").asString(), allNodes, list(edges), true, screen);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> list(String json) {
        List<JsonNode> all = new ArrayList<>();
        Api.JSON.readTree(json).forEach(all::add);
        return all;
    }
}
