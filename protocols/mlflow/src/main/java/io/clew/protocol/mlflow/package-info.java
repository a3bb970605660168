/**
 * The MLflow protocol: what an unmodified MLflow client sends, turned into rows, facts and answers.
 *
 * <p>{@link io.clew.protocol.mlflow.MlflowProtocol} joins the features, one package each; {@code
 * wire} reads requests and writes answers, {@code rows} reaches the database. What never lives
 * here: HTTP's library, JDBC, another protocol, or a question about lineage.
 */
@NullMarked
package io.clew.protocol.mlflow;

import org.jspecify.annotations.NullMarked;
