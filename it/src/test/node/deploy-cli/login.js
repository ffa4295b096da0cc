function login(email, password, callback) {
  return callback(null, { user_id: '1', email: email });
}
