"""What is carried between laptops: packages, merge, completeness, receipts."""
