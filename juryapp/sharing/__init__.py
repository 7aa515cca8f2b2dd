"""Between laptops: packing, merging, preparing, the exchange folder, rescue."""
