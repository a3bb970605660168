package io.clew.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes references, moments and cursors, nearly. */
final class ReferenceTexts {
    private static final List<String> REFERENCES =
            List.of(
                    "models:/$model/1",
                    "models:/$model@live",
                    "models:/$model/Production",
                    "models:/$model",
                    "models:/$logged",
                    "runs:/$run",
                    "runs:/$run/model",
                    "$run",
                    "$logged",
                    "urn:clew:model:mlflow/$model",
                    "urn:clew:model-version:mlflow/$model/1",
                    "urn:clew:run:mlflow/$run",
                    "urn:clew:dataset:s3%3A%2F%2Fbank/transactions",
                    "urn:clew:agent:claimed/mlflow/anonymous",
                    "urn:clew:column:a/b/c",
                    "urn:clew:x:y",
                    "urn:clew:",
                    "URN:CLEW:RUN:a",
                    "s3://bank/transactions",
                    "s3a://bank//x/../y/",
                    "postgres://db:5432/bank.public.users",
                    "jdbc:mysql://h/d?a=b",
                    "jdbc:oracle:thin:@//h:1521/s",
                    "jdbc:sqlserver://h\\i:1433;databaseName=x",
                    "snowflake://org-acct/db.schema.table",
                    "bigquery:project.dataset.table",
                    "hdfs://n:8020/x/part=1",
                    "gs://b/o",
                    "abfss://c@a.dfs.core.windows.net/p",
                    "dbfs:/x",
                    "hf://datasets/a/b",
                    "https://user:pw@example.org:443/a?token=x#y",
                    "file:///tmp/x",
                    "/tmp/x",
                    "C:\\data\\x.csv",
                    "arn:aws:sagemaker:eu-west-1:123456789012:model-package/fraud/3",
                    "arn:aws:s3:::bucket/key",
                    "arn:",
                    "Flow/12/train/34/model",
                    "Flow/12",
                    "git:9f3e",
                    "git:zz",
                    "git:",
                    "git@github.com:bank/fraud.git",
                    "sha256:ab",
                    "sha256:" + "a".repeat(64),
                    "prediction:1",
                    "prediction:");

    private static final List<String> MOMENTS =
            List.of(
                    "2026-01-05",
                    "2026-01-05T10:00:00Z",
                    "2026-01-05T10:00:00.123456789Z",
                    "2026-01-05T10:00:00+14:00",
                    "2026-01-05T10:00:00-18:01",
                    "2026-12-31T23:59:60Z",
                    "0000-01-01",
                    "-0001-01-01",
                    "9999-12-31T23:59:59Z",
                    "10000-01-01",
                    "+999999999-12-31T23:59:59Z",
                    "2026-02-29",
                    "2026-W01-1",
                    "0",
                    "1",
                    "00000000000000000001",
                    "9223372036854775807",
                    "9223372036854775808",
                    "now",
                    "٢٠٢٦-٠١-٠٥");

    private ReferenceTexts() {}

    /** Returns what may name a node. */
    static String reference(Chance chance) {
        return chance.oneIn(15) ? Junk.text(chance) : damaged(chance, chance.of(REFERENCES));
    }

    /** Returns what may be a moment or a position. */
    static String moment(Chance chance) {
        return chance.oneIn(15) ? Junk.text(chance) : damaged(chance, chance.of(MOMENTS));
    }

    /** Returns what may be a page's token. */
    static String token(Chance chance) {
        String inner =
                switch (chance.below(5)) {
                    case 0 -> "[\"0123456789abcdef\"," + Junk.number(chance) + "]";
                    case 1 -> "[\"" + Junk.text(chance) + "\",null,[1],{\"a\":1}]";
                    case 2 -> "{\"offset\":" + Junk.number(chance) + "}";
                    case 3 -> Junk.number(chance) + ":" + Junk.number(chance) + ":x";
                    default -> Junk.text(chance);
                };
        String token =
                Base64.getUrlEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8));
        return chance.oneIn(3) ? Junk.changed(chance, token) : token;
    }

    /** Returns another token in place of a real one: what it says is changed, not its form. */
    static String changedToken(Chance chance, String real) {
        try {
            byte[] said = Base64.getUrlDecoder().decode(real);
            String text = new String(said, StandardCharsets.UTF_8);
            Tree tree = Tree.of(text);
            for (int i = 1 + chance.few(3); i > 0; i--) {
                tree = Mutation.of(chance, tree);
            }
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(tree.write(named -> named).getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException otherForm) {
            return Junk.changed(chance, real);
        }
    }

    private static String damaged(Chance chance, String text) {
        return chance.oneIn(3) ? Junk.changed(chance, text) : text;
    }
}
