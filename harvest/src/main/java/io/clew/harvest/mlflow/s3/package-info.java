/**
 * Reads files of an MLflow in S3, with the credentials that AWS's own tools find.
 *
 * <p>What never lives here: a write to S3.
 */
@NullMarked
package io.clew.harvest.mlflow.s3;

import org.jspecify.annotations.NullMarked;
