// stepway
