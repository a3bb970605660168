/** What tests need that speak with S3: a real server. No tests are here. */
@NullMarked
package io.clew.s3.testing;

import org.jspecify.annotations.NullMarked;
