package io.clew.protocol.openlineage.facets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the table of facets in the documentation to what the code dispatches on. */
class FacetTableTests {
    private static final Path PAGE = Path.of("..", "..", "docs", "protocols", "openlineage.md");

    @Test
    void listsExactlyTheFacetsThatHaveAMeaning() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        List<String> documented =
                lines.subList(lines.indexOf("## Facets"), lines.size()).stream()
                        .takeWhile(line -> line.equals("## Facets") || !line.startsWith("## "))
                        .filter(line -> line.startsWith("| ") && !line.startsWith("| Container "))
                        .map(line -> line.split("\\|"))
                        .flatMap(
                                cells ->
                                        List.of(cells[1].split(",")).stream()
                                                .map(
                                                        container ->
                                                                container.strip()
                                                                        + " "
                                                                        + cells[2].strip()))
                        .toList();
        List<String> known =
                KnownFacets.ALL.stream()
                        .flatMap(
                                facet ->
                                        facet.containers().stream()
                                                .map(c -> c.word() + " `" + facet.key() + "`"))
                        .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(known);
        assertThat(KnownFacets.ALL).hasSize(38);
    }
}
