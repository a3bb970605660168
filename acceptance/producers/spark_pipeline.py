"""A small pipeline on Spark, as a data engineer would write it: nothing in it knows of OpenLineage.

    spark_pipeline.py FOLDER STEP…

FOLDER has raw/customers.csv and raw/payments.csv; each step reads and writes below it:
features (join, aggregate, overwrite), again (the same), append (reads and writes one table), table
(a table of the catalog and one made from it), broken (fails while it writes).
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f


def features(spark, folder):
    payments = spark.read.csv(f"{folder}/raw/payments.csv", header=True, inferSchema=True)
    customers = spark.read.csv(f"{folder}/raw/customers.csv", header=True, inferSchema=True)
    joined = payments.join(customers, payments.customer_id == customers.id)
    told = joined.groupBy("customer_id", "country").agg(
        f.count("*").alias("payments"),
        f.avg("amount").alias("mean_amount"),
        f.max("flagged").alias("flagged"),
    )
    told.write.mode("overwrite").parquet(f"{folder}/features")


def append(spark, folder):
    table = f"{folder}/features"
    doubled = spark.read.parquet(table).withColumn("mean_amount", f.col("mean_amount") * 2)
    doubled.write.mode("append").parquet(table)


def table(spark, folder):
    spark.read.parquet(f"{folder}/features").write.mode("overwrite").saveAsTable("features")
    spark.sql(
        "create table by_country using parquet as "
        "select country, sum(payments) as payments from features group by country"
    )


def broken(spark, folder):
    payments = spark.read.csv(f"{folder}/raw/payments.csv", header=True, inferSchema=True)
    refuse_large = "if(amount > 500, double(raise_error('two currencies')), amount)"
    checked = payments.withColumn("amount", f.expr(refuse_large))
    checked.write.mode("overwrite").parquet(f"{folder}/broken")


STEPS = {"features": features, "again": features, "append": append, "table": table, "broken": broken}


def main():
    folder, *steps = sys.argv[1:]
    spark = SparkSession.builder.appName("fraud_features").getOrCreate()
    failed = False
    for step in steps:
        try:
            STEPS[step](spark, folder)
        except Exception as problem:  # what the engine throws has no common type
            print(f"{step} failed: {type(problem).__name__}", file=sys.stderr)
            failed = True
    spark.stop()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
