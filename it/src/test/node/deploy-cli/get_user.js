function getByEmail(email, callback) {
  return callback(null);
}
