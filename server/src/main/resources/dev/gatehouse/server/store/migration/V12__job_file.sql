-- What waits for its turn: the type of the job, and null once it has ended.
ALTER TABLE job ADD COLUMN queue ${text};
CREATE INDEX job_turn ON job (tenant, queue, created_at, id);

-- The file of a job, in pieces of one size: the users to import until they are, the users exported until they expire. The
-- pieces are encrypted, as they may hold the secrets of users.
CREATE TABLE job_piece (
  tenant ${text} NOT NULL,
  job_id ${text} NOT NULL,
  number BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (tenant, job_id, number)
);
CREATE INDEX job_piece_age ON job_piece (tenant, created_at, job_id);

-- The users that an import failed on, by their place in its file.
CREATE TABLE job_error (
  tenant ${text} NOT NULL,
  job_id ${text} NOT NULL,
  number BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, job_id, number)
) ${clustered};
