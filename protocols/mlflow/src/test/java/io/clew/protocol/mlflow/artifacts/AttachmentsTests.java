package io.clew.protocol.mlflow.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.txt|attachment; filename=a.txt",
                "dog+step+20|attachment; filename=dog+step+20",
                "a b.txt|attachment; filename=\"a b.txt\"",
                "a\"b|attachment; filename=\"a\\\"b\"",
                "größe.txt|attachment; filename=groe.txt; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt",
                "模型|attachment; filename=download; filename*=UTF-8''%E6%A8%A1%E5%9E%8B",
            })
    void namesTheFileForEveryClient(String name, String header) {
        assertThat(Attachments.disposition(name)).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, text/plain",
        "MLmodel, text/plain",
        "mlproject, text/plain",
        "conda.yaml, text/plain",
        "x.js, text/plain",
        "b.pkl, application/octet-stream",
        "c.png, image/png",
        "C.PNG, image/png",
        "d.pdf, application/pdf",
        "e.html, text/html",
        ".bashrc, application/octet-stream",
        "noextension, application/octet-stream",
    })
    void guessesTheContentTypeByName(String name, String type) {
        assertThat(MimeTypes.of(name)).isEqualTo(type);
    }
}
