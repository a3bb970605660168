/**
 * Bytes in S3, and in servers that speak as it does: blobs by their SHA-256, and files that other
 * tools put there, read in place.
 *
 * <p>The one package that knows the AWS SDK; nothing of it is loaded while no setting names S3.
 * What never lives here: who refers to a blob, and who may read a file.
 */
@NullMarked
package io.clew.s3;

import org.jspecify.annotations.NullMarked;
