"""The organs that handle petitions: who stands above whom, and who carries on."""
