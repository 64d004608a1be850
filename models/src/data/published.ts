/** What is published as MovieLens 100k; models/training/published.py has the same sums. */
export const DOWNLOAD = "https://files.grouplens.org/datasets/movielens/ml-100k.zip";

export const CITATION =
  "F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. " +
  "ACM Transactions on Interactive Intelligent Systems 5, 4, Article 19. " +
  "https://doi.org/10.1145/2827872";

/** The files that are needed, each with its sha256. */
export const SHA256 = {
  "u.data": "06416e597f82b7342361e41163890c81036900f418ad91315590814211dca490",
  "u.user": "f120e114da2e8cf314fd28f99417c94ae9ddf1cb6db8ce0e4b5995d40e90e62c",
  "u.item": "553841ebc7de3a0fd0d6b62a204ea30c1e651aacfb2814c7a6584ac52f2c5701",
} as const;

export type DataFile = keyof typeof SHA256;
export const DATA_FILES = Object.keys(SHA256) as DataFile[];

/** The published README, which holds the licence; kept with the data where it is there. */
export const LICENCE_FILE = "README";
