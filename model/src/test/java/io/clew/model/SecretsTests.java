package io.clew.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "DB_PASSWORD",
                "dbPassword",
                "api_key",
                "apiKey",
                "OPENAI_API_KEY",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "HF_TOKEN",
                "token",
                "github-token",
                "client.secret",
                "AZURE_STORAGE_CONNECTION_STRING",
                "WANDB_API_KEY",
                "MLFLOW_TRACKING_PASSWORD",
                "ssh_key",
                "privateKey"
            })
    void knowsSecretsByName(String name) {
        assertThat(Secrets.isSecretName(name)).isTrue();
        assertThat(Secrets.masked(name, "x1")).isEqualTo("[masked]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_tokens",
                "num_tokens",
                "tokenizer",
                "pad_token_id",
                "eos_token",
                "token_count",
                "author",
                "primary_key",
                "key",
                "sort_key",
                "keyboard",
                "learning_rate",
                "monkey",
                "sasquatch",
                "passes",
                "max_new_tokens"
            })
    void leavesWhatOnlySoundsLikeOne(String name) {
        assertThat(Secrets.isSecretName(name)).isFalse();
        assertThat(Secrets.masked(name, "0.1")).isEqualTo("0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://ann:hunter2@db:5432/mlflow | postgresql://ann:[masked]@db:5432/mlflow",
                "postgresql://ann:p@ss/w?rd@db/mlflow | postgresql://ann:[masked]@db/mlflow",
                "mysql+pymysql://:geheim@h/x | mysql+pymysql://:[masked]@h/x",
                "jdbc:postgresql://h/d?user=a&password=b&ssl=true | jdbc:postgresql://h/d?user=a&password=[masked]&ssl=true",
                "the key AKIAABCDEFGHIJKLMNOP was refused | the key [masked] was refused",
                "Authorization: Bearer abcdefghijklmnopqrstuv | Authorization: Bearer [masked]",
                "https://a.blob.core.windows.net/c?sv=1&sig=abc%3D | https://a.blob.core.windows.net/c?sv=1&sig=[masked]",
                "AccountName=a;AccountKey=Zm9v==;X=y | AccountName=a;AccountKey=[masked];X=y",
                "see https://host/path?a=b@c | see https://host/path?a=b@c",
                "s3://bucket/key:1@2 | s3://bucket/key:1@2"
            })
    void takesSecretsOutOfTexts(String text, String expected) {
        assertThat(Secrets.redact(text)).isEqualTo(expected);
    }

    @Test
    void takesOutPrivateKeys() {
        String pem = "a -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- b";

        assertThat(Secrets.redact(pem)).isEqualTo("a [masked] b");
        assertThat(Secrets.redact("-----BEGIN PRIVATE KEY-----\nMIIE")).isEqualTo("[masked]");
    }

    @Test
    void leavesPlainTextsAndEmptyValues() {
        assertThat(Secrets.masked("password", "")).isEmpty();
        assertThat(Secrets.isSecretValue("ratio: 1:2 = 0.5 at 12:30")).isFalse();
        assertThat(Secrets.isSecretValue("hf_" + "a".repeat(34))).isTrue();
    }

    @Test
    void takesLongTextsInGoodTime() {
        String hostile = "a://" + ":".repeat(100_000) + "password=" + "=".repeat(100_000);

        assertThat(Secrets.redact(hostile)).isNotEmpty();
    }
}
